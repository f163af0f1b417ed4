package dev.refloat.local.template;

/**
 * A Step Functions state machine.
 *
 * @param definition Amazon States Language, substitutions done
 */
public record StateMachine(String logicalId, String name, String arn, String definition) {}
