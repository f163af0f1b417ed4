package dev.refloat.local.states;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the event "Step Functions Execution Status Change" carries. Told for top-level executions
 * only, as EventBridge is. Told at least once: after a crash the end of an execution is told again
 * when it may not have been told before.
 *
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param stopDate null while it runs
 * @param input the input's JSON text
 * @param output the output's JSON text, only when SUCCEEDED
 */
public record ExecutionStatusChange(
    String executionArn,
    String stateMachineArn,
    String name,
    String status,
    Instant startDate,
    @Nullable Instant stopDate,
    String input,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {}
