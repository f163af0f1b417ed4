package dev.refloat.local.states.history;

import java.time.Instant;

/**
 * The settings of a Map Run; {@code execution} is the ordinal of the execution whose Map state
 * started it.
 */
public record MapRunStart(
    String arn,
    int execution,
    String label,
    boolean express,
    long maxConcurrency,
    long toleratedFailureCount,
    double toleratedFailurePercentage,
    Instant startDate) {}
