/**
 * Reads a SAM template: the resources that have a meaning in one JVM, with CloudFormation's
 * intrinsic functions resolved.
 */
@NullMarked
package dev.refloat.local.template;

import org.jspecify.annotations.NullMarked;
