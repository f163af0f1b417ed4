/** What a simulation saw, the bounds it is judged by, and the page about it. */
@NullMarked
package dev.refloat.bench.scale.result;

import org.jspecify.annotations.NullMarked;
