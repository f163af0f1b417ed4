/**
 * The handlers behind the states of {@code statemachine/restore.asl.json}: each parses its input
 * and calls one use case.
 */
@NullMarked
package dev.refloat.workflow;

import org.jspecify.annotations.NullMarked;
