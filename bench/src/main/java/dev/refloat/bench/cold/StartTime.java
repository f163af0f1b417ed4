package dev.refloat.bench.cold;

import java.time.Duration;

/**
 * What one start took to its first answer.
 *
 * @param clock on the clock
 * @param processor of all threads of the process; what else the machine does counts for less in it
 */
public record StartTime(Duration clock, Duration processor) {}
