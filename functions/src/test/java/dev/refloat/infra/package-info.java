/** Holds the template, the OpenAPI document and the state machine against each other. */
@NullMarked
package dev.refloat.infra;

import org.jspecify.annotations.NullMarked;
