/** What starts by an event: a backup that has arrived, an execution that has ended. */
@NullMarked
package dev.refloat.trigger;

import org.jspecify.annotations.NullMarked;
