package dev.refloat.local.states.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution began. Never changes, also not by a redrive.
 *
 * @param machineArn the state machine; of a child, the machine with the Map's label
 * @param input the input's JSON text as it was given
 * @param definition the definition it runs, of a top-level execution; null for a child
 * @param mapRunArn the Map Run a child belongs to; null for a top-level execution
 * @param index which child of the Map Run it is, from 0
 * @param items how many items a child was given
 */
public record ExecutionStart(
    String arn,
    String name,
    String machineArn,
    String roleArn,
    boolean express,
    Instant startDate,
    String input,
    @Nullable String definition,
    @Nullable String mapRunArn,
    int index,
    int items) {}
