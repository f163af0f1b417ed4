package dev.refloat.local.lambda;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A call that a runtime takes from the Runtime API, and how it ends.
 *
 * @param deadline when the function's time is up
 * @param end completed by the API, by the first answer or error that the runtime sends
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A carrier that nobody compares; wrapping would copy megabytes.
record RuntimeCall(
    String requestId,
    byte[] payload,
    String functionArn,
    Instant deadline,
    CompletableFuture<Invocation> end) {}
