package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code AWS::Events::Rule} and functions' events of type {@code EventBridgeRule}. */
final class RuleReader {
  /** How often and how long AWS tries, and where it puts what nobody took. */
  private static final Set<String> DELIVERY = Set.of("DeadLetterConfig", "RetryPolicy");

  private RuleReader() {}

  /** Reads a rule; a rule that is switched off is empty. */
  static Optional<EventRule> read(String name, Section properties) {
    properties.allow(
        Set.of("EventBusName", "EventPattern", "Name", "State", "Targets"),
        Set.of("Description", "RoleArn", "Tags"));
    defaultBus(properties);
    List<String> targets =
        properties.sections("Targets").stream()
            .map(
                target ->
                    target
                        .allow(
                            Set.of("Arn", "Id"),
                            Set.of("DeadLetterConfig", "RetryPolicy", "RoleArn"))
                        .text("Arn"))
            .toList();
    return rule(name, properties, "EventPattern", targets);
  }

  static Optional<EventRule> ofEvent(String name, Section properties, String functionArn) {
    properties.allow(Set.of("EventBusName", "Pattern", "RuleName", "State", "Target"), DELIVERY);
    defaultBus(properties);
    return rule(name, properties, "Pattern", List.of(functionArn));
  }

  private static Optional<EventRule> rule(
      String name, Section properties, String key, List<String> targets) {
    JsonNode pattern = properties.resolved(key);
    if (!pattern.isObject() || pattern.isEmpty()) {
      throw properties.error(key, "a pattern is expected");
    }
    boolean enabled = !properties.optionalText("State").orElse("ENABLED").equals("DISABLED");
    return enabled ? Optional.of(new EventRule(name, pattern, targets)) : Optional.empty();
  }

  private static void defaultBus(Section properties) {
    if (!properties.optionalText("EventBusName").orElse("default").equals("default")) {
      throw properties.error("EventBusName", "the local stack has the default bus only");
    }
  }
}
