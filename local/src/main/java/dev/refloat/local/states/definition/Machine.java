package dev.refloat.local.states.definition;

import org.jspecify.annotations.Nullable;

/**
 * A loaded state machine.
 *
 * @param timeoutSeconds how long an execution may take; null for no limit
 */
public record Machine(Flow flow, @Nullable Long timeoutSeconds) {}
