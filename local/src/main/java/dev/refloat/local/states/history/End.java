package dev.refloat.local.states.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param output the output's JSON text, only when SUCCEEDED
 */
public record End(
    Status status,
    Instant stopDate,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {}
