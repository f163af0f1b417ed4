/**
 * What a restore will take: how many requests, transitions and writes, how long, and what it costs.
 * It counts and adds up; what there is to count it is told.
 */
@NullMarked
package dev.refloat.estimate;

import org.jspecify.annotations.NullMarked;
