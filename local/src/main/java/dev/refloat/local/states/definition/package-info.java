/**
 * What a state machine definition says, and the loader that refuses what the interpreter would not
 * obey.
 */
@NullMarked
package dev.refloat.local.states.definition;

import org.jspecify.annotations.NullMarked;
