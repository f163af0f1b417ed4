/** The protocol AWS JSON 1.1, for stand-ins of services that are small enough. */
@NullMarked
package dev.refloat.local.awsjson;

import org.jspecify.annotations.NullMarked;
