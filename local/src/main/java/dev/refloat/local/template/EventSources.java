package dev.refloat.local.template;

import java.util.ArrayList;
import java.util.List;

/** What calls functions besides the API, as their {@code Events} say. */
final class EventSources {
  private final List<EventRule> rules = new ArrayList<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private final List<StreamSource> streams = new ArrayList<>();
  private final List<QueueSource> queues = new ArrayList<>();

  /**
   * Adds an event, if it is switched on.
   *
   * @param function its logical id
   * @param name of the event
   */
  void add(String function, String name, Section event, String functionArn) {
    Section properties = event.section("Properties");
    String type = event.text("Type");
    switch (type) {
      case "EventBridgeRule", "CloudWatchEvent" ->
          RuleReader.ofEvent(function + "-" + name, properties, functionArn).ifPresent(rules::add);
      case "ScheduleV2" ->
          ScheduleReader.read(function + name, properties, functionArn).ifPresent(schedules::add);
      case "DynamoDB" ->
          SourceReader.stream(function + name, properties, functionArn).ifPresent(streams::add);
      case "SQS" -> SourceReader.queue(properties, functionArn).ifPresent(queues::add);
      default -> throw event.error("Type", "the local stack knows no event source " + type);
    }
  }

  /** A rule that is a resource of its own. */
  void add(EventRule rule) {
    rules.add(rule);
  }

  List<EventRule> rules() {
    return rules;
  }

  List<Schedule> schedules() {
    return schedules;
  }

  List<StreamSource> streams() {
    return streams;
  }

  List<QueueSource> queues() {
    return queues;
  }
}
