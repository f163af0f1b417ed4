package dev.refloat.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One attempt of a Task state.
 *
 * @param resource the state's Resource, for example {@code arn:aws:states:::lambda:invoke}
 * @param arguments the evaluated Arguments; an empty object when the state has none
 * @param executionArn the execution the state belongs to; of a distributed Map, the child's
 */
public record TaskCall(
    String resource, JsonNode arguments, String executionArn, String stateName) {}
