package dev.refloat.local.template;

/**
 * A Step Functions state machine.
 *
 * @param definition Amazon States Language, substitutions done
 * @param type {@code STANDARD} or {@code EXPRESS}
 */
public record StateMachine(
    String logicalId, String name, String arn, String definition, String type) {}
