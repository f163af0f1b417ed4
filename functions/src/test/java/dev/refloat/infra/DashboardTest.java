package dev.refloat.infra;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the dashboard shows is measured, and what has to be seen is on it. */
class DashboardTest {
  private static final JsonNode BODY =
      Template.properties("Dashboard").at("/DashboardBody/Fn::Sub");
  private static final String OURS = "Refloat/${AWS::StackName}";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z:]+)(\\.[A-Za-z]+)?}");

  /** By their services' documentation. */
  private static final Map<String, Set<String>> OF_AWS =
      Map.ofEntries(
          entry("AWS/ApiGateway", Set.of("Count", "4xx", "5xx", "Latency")),
          entry("AWS/DynamoDB", Set.of("ReadThrottleEvents", "WriteThrottleEvents")),
          entry("AWS/Lambda", Set.of("Errors", "Duration", "Throttles", "ConcurrentExecutions")),
          entry("AWS/SQS", Set.of("ApproximateNumberOfMessagesVisible")),
          entry(
              "AWS/States",
              Set.of(
                  "ExecutionsStarted",
                  "ExecutionsSucceeded",
                  "ExecutionsFailed",
                  "ExecutionsAborted",
                  "ExecutionsTimedOut")));

  /** {@code dimension} and {@code value} are empty of a measure that has none. */
  private record Shown(String namespace, String name, String dimension, String value) {}

  private static JsonNode body() {
    // The one place where a number is filled in.
    return Json.tree(BODY.path(0).asText().replace("${OldestJobAlarmSeconds}", "0"));
  }

  private static List<Shown> shown() {
    var all = new ArrayList<Shown>();
    for (JsonNode widget : body().path("widgets")) {
      List<String> before = List.of();
      for (JsonNode metric : widget.at("/properties/metrics")) {
        List<String> words =
            metric.valueStream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
        if (words.isEmpty()) {
          continue; // An expression over others.
        }
        if (words.getFirst().equals("...")) {
          words = List.of(before.get(0), before.get(1), before.get(2), words.get(1));
        }
        boolean dimension = words.size() == 4;
        all.add(
            new Shown(
                words.get(0),
                words.get(1),
                dimension ? words.get(2) : "",
                dimension ? words.get(3) : ""));
        before = words;
      }
    }
    return all;
  }

  private static Set<String> values(String namespace, String name) {
    return shown().stream()
        .filter(shown -> shown.namespace().equals(namespace) && shown.name().equals(name))
        .map(Shown::value)
        .map(value -> value.replaceAll("[${}]|\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatItShowsIsWrittenByAFunctionOrByAws() {
    assertThat(shown()).hasSizeGreaterThan(80);
    for (Shown shown : shown()) {
      Set<String> known =
          shown.namespace().equals(OURS)
              ? Measures.written()
              : OF_AWS.getOrDefault(shown.namespace(), Set.of());
      assertThat(known).as(shown.namespace()).contains(shown.name());
    }
  }

  @Test
  void everyMeasureOfOursIsOnItButDurationsAndIsDescribed() {
    Set<String> shown =
        shown().stream()
            .filter(one -> one.namespace().equals(OURS))
            .map(Shown::name)
            .collect(Collectors.toSet());
    String design = Runbook.text("docs/design.md");

    assertThat(Measures.written()).isNotEmpty();
    for (String measure : Measures.written()) {
      assertThat(design).contains('`' + measure + '`');
      if (!Set.of("JobSeconds", "DrillSeconds").contains(measure)) {
        assertThat(shown).contains(measure);
      }
    }
  }

  @Test
  void endsAreShownByHowTheyCame() {
    assertThat(values(OURS, "JobsEnded"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JobStatus.values())
                .filter(JobStatus::isTerminal)
                .map(JobStatus::name)
                .toList());
    assertThat(values(OURS, "DrillsEnded")).containsExactly("FAILED", "PASSED");
  }

  @Test
  void everyFunctionTableQueueAndAlarmIsOnIt() {
    Set<String> functions =
        Template.functions().stream()
            // Is there under a condition, and so has another word.
            .map(id -> id.equals("WebhookFunction") ? "Webhook" : id)
            .collect(Collectors.toSet());
    assertThat(values("AWS/Lambda", "Errors")).isEqualTo(functions);
    assertThat(values("AWS/Lambda", "Duration"))
        .containsAll(functions.stream().filter(id -> !id.equals("FirstKeyFunction")).toList());
    assertThat(values("AWS/DynamoDB", "WriteThrottleEvents"))
        .containsExactlyInAnyOrderElementsOf(Template.ids("AWS::DynamoDB::Table"));
    assertThat(values("AWS/SQS", "ApproximateNumberOfMessagesVisible"))
        .containsExactly("EventDeadLetters", "WebhookLetters");

    var alarms =
        body()
            .at("/widgets/0/properties/alarms")
            .valueStream()
            .map(arn -> arn.asText().replaceAll("\\$\\{|\\.Arn}", ""));
    assertThat(alarms)
        .containsExactlyInAnyOrderElementsOf(
            Template.ids("AWS::CloudWatch::Alarm").stream()
                .filter(id -> !id.equals("WebhookDeadLettersAlarm"))
                .toList());
  }

  @Test
  void whatIsFilledInIsThereUnderItsCondition() {
    assertThat(Template.resource("Dashboard").path("Condition").asText()).isEqualTo("HasDashboard");
    Set<String> known =
        Stream.of(
                Template.ROOT.path("Resources").fieldNames(),
                Template.ROOT.path("Parameters").fieldNames(),
                BODY.path(1).fieldNames())
            .flatMap(DashboardTest::stream)
            .collect(Collectors.toSet());
    PLACEHOLDER
        .matcher(BODY.path(0).asText())
        .results()
        .map(found -> found.group(1))
        .filter(name -> !name.startsWith("AWS::"))
        .forEach(
            name -> {
              assertThat(known).contains(name);
              // A resource that is not always there needs the measures, as the dashboard does.
              assertThat(
                      Template.ROOT.at("/Resources/" + name + "/Condition").asText("WithMetrics"))
                  .as(name)
                  .isIn("", "WithMetrics");
            });
  }

  @Test
  void widgetsStandBesideEachOther() {
    List<JsonNode> widgets = body().path("widgets").valueStream().toList();
    for (JsonNode one : widgets) {
      assertThat(one.path("x").asInt() + one.path("width").asInt()).isLessThanOrEqualTo(24);
      assertThat(widgets).filteredOn(other -> !other.equals(one) && overlap(one, other)).isEmpty();
    }
  }

  private static boolean overlap(JsonNode one, JsonNode other) {
    return within(one, other, "x", "width") && within(one, other, "y", "height");
  }

  private static boolean within(JsonNode one, JsonNode other, String from, String size) {
    int begin = Math.max(one.path(from).asInt(), other.path(from).asInt());
    int end =
        Math.min(
            one.path(from).asInt() + one.path(size).asInt(),
            other.path(from).asInt() + other.path(size).asInt());
    return begin < end;
  }

  private static Stream<String> stream(Iterator<String> names) {
    var all = new ArrayList<String>();
    names.forEachRemaining(all::add);
    return all.stream();
  }
}
