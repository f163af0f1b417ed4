package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.events.EventPattern;
import dev.refloat.local.template.EventRule;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.StreamSource;
import dev.refloat.local.template.TemplateReader;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.NoticeSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code events/}: what starts each function of the template, and nothing else. */
class EventsTest {
  static final String REGION = "eu-central-1";
  static final String ACCOUNT = "123456789012";

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Pattern ID = Pattern.compile("\\b(?:proj|in[0-9]{2})-[0-9A-Za-z]+");

  private static final dev.refloat.local.template.Template STACK =
      TemplateReader.read(
          Path.of(System.getProperty("refloat.root", "..")).resolve("template.yaml"),
          Map.of("WebhookUrl", "https://example.com/webhook"),
          new StackIdentity(REGION, ACCOUNT, "refloat", URI.create("http://127.0.0.1")));

  static List<String> files() {
    return EventFiles.names();
  }

  static List<String> functionsWithEvents() {
    return Template.functions().stream().filter(id -> !events(id).isEmpty()).toList();
  }

  static List<String> calls() {
    return files().stream().filter(file -> EventFiles.read(file).has("isBase64Encoded")).toList();
  }

  /** {@code BackupArrivedFunction} of {@code backup-arrived.created}. */
  private static String function(String file) {
    return Arrays.stream(file.replaceFirst("[.].*$", "").split("-", -1))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining())
        + "Function";
  }

  private static List<String> filesOf(String function) {
    return files().stream().filter(file -> function(file).equals(function)).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsNamedAfterAFunction(String file) {
    assertThat(Template.functions()).contains(function(file));
  }

  /**
   * But for the call of each day that keeps a snapshot: it is the same for all, and does nothing.
   */
  private static Set<Map.Entry<String, JsonNode>> events(String function) {
    return Template.properties(function).path("Events").properties().stream()
        .filter(event -> !event.getKey().equals("EachDay"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("functionsWithEvents")
  void eachEventOfAFunctionHasAFileAndEachFileIsOfOneEvent(String function) {
    Set<Map.Entry<String, JsonNode>> events = events(function);
    for (Map.Entry<String, JsonNode> event : events) {
      assertThat(filesOf(function).stream().filter(file -> isOf(file, function, event)))
          .as(event.getKey())
          .isNotEmpty();
    }
    for (String file : filesOf(function)) {
      assertThat(events.stream().filter(event -> isOf(file, function, event))).as(file).hasSize(1);
    }
  }

  private static boolean isOf(String file, String function, Map.Entry<String, JsonNode> event) {
    JsonNode content = EventFiles.read(file);
    String name = event.getKey();
    return switch (event.getValue().path("Type").asText()) {
      case "HttpApi" ->
          content.path("routeKey").asText().equals(route(event.getValue().path("Properties")));
      case "EventBridgeRule" -> pattern(rule(function + "-" + name)).matches(content);
      case "ScheduleV2" ->
          content.path("source").asText().equals("aws.scheduler")
              && content.at("/resources/0").asText().endsWith("/default/" + function + name);
      case "DynamoDB" -> isLetThrough(stream(function + name), content);
      case "SQS" -> isInTheQueueOf(function, content);
      default -> throw new AssertionError("There is no rule for files of " + event);
    };
  }

  private static String route(JsonNode event) {
    return event.has("Path")
        ? event.path("Method").asText() + " " + event.path("Path").asText()
        : "$default";
  }

  private static EventRule rule(String name) {
    return STACK.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static EventPattern pattern(EventRule rule) {
    return new EventPattern(rule.pattern(), rule.name());
  }

  private static StreamSource stream(String name) {
    return STACK.streams().stream()
        .filter(stream -> stream.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLetThrough(StreamSource stream, JsonNode content) {
    return content.has("Records")
        && content.path("Records").valueStream().allMatch(record -> isLetThrough(record, stream));
  }

  private static boolean isLetThrough(JsonNode record, StreamSource stream) {
    return record.path("eventSourceARN").asText().contains(":table/" + stream.table() + "/stream/")
        && stream.patterns().stream()
            .anyMatch(pattern -> new EventPattern(pattern, stream.name()).matches(record));
  }

  /** Whether a rule puts into that queue what the message holds. */
  private static boolean isInTheQueueOf(String function, JsonNode content) {
    JsonNode message = content.at("/Records/0");
    String queue = message.path("eventSourceARN").asText();
    JsonNode event = Json.tree(message.path("body").asText());
    return STACK.queues().stream()
            .anyMatch(
                source ->
                    source.queueArn().equals(queue) && source.functionArn().contains(function))
        && STACK.rules().stream()
            .anyMatch(rule -> rule.targetArns().contains(queue) && pattern(rule).matches(event));
  }

  @Test
  void eachTypeOfEventThatARuleNamesHasAFile() {
    for (EventRule rule : STACK.rules()) {
      Set<String> types =
          rule.pattern()
              .path("detail-type")
              .valueStream()
              .map(JsonNode::asText)
              .collect(Collectors.toSet());
      assertThat(
              files().stream()
                  .map(EventFiles::read)
                  .filter(pattern(rule)::matches)
                  .map(event -> event.path("detail-type").asText()))
          .as(rule.name())
          .containsAll(types);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallIsAsItsRouteAndTheContractSay(String file) {
    JsonNode call = EventFiles.read(file);
    String method = call.at("/requestContext/http/method").asText();
    String path = call.path("rawPath").asText();
    String routeKey = call.path("routeKey").asText();

    assertThat(call.at("/requestContext/routeKey").asText()).isEqualTo(routeKey);
    assertThat(call.at("/requestContext/http/path").asText()).isEqualTo(path);
    assertThat(substituted(routeKey, call.path("pathParameters")))
        .isEqualTo(routeKey.equals("$default") ? routeKey : method + " " + path);
    assertThat(query(call.path("queryStringParameters")))
        .isEqualTo(call.path("rawQueryString").asText());
    assertThat(names(call.at("/requestContext/authorizer/lambda")))
        .containsExactlyInAnyOrder("principalId", "organizationId", "role", "apiKeyId");

    OpenApi document = OpenApi.document();
    document
        .find(method, path)
        .ifPresentOrElse(
            operation -> {
              JsonNode schema = document.requestSchema(operation);
              if (call.has("body")) {
                assertThat(document.mismatches(schema, call.path("body").asText())).isEmpty();
              }
            },
            () -> assertThat(routeKey).isEqualTo("$default"));
  }

  private static String substituted(String routeKey, JsonNode parameters) {
    return VARIABLE
        .matcher(routeKey)
        .replaceAll(variable -> parameters.path(variable.group(1)).asText("{missing}"));
  }

  private static String query(JsonNode parameters) {
    return parameters.properties().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue().asText())
        .collect(Collectors.joining("&"));
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theNoticeInTheMessageFitsItsSchema() {
    JsonNode event = Json.tree(EventFiles.read("webhook").at("/Records/0/body").asText());
    assertThat(NoticeSchema.problems(event.path("detail"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void idsAreMadeUpAndCouldBeOurs(String file) {
    String text = EventFiles.text(file);
    assertThat(ID.matcher(text).results().map(MatchResult::group))
        .allMatch(id -> Ids.isProject(id) || Ids.isCluster(id));
    assertThat(Pattern.compile("\\b[0-9]{12}\\b").matcher(text).results().map(MatchResult::group))
        .containsOnly(file.equals("index-backups") ? new String[0] : new String[] {ACCOUNT});
  }
}
