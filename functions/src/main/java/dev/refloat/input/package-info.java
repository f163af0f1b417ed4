/**
 * What the body of a request may be, as data: fields in their order, the rule of each, and the code
 * that answers what does not fit. A test holds every shape against the OpenAPI document.
 */
@NullMarked
package dev.refloat.input;

import org.jspecify.annotations.NullMarked;
