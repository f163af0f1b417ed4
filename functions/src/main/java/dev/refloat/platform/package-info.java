/** Settings, clients, ids, clock, JSON: what every other package stands on. */
@NullMarked
package dev.refloat.platform;

import org.jspecify.annotations.NullMarked;
