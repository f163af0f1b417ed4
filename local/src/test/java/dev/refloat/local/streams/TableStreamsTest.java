package dev.refloat.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.awsjson.SdkClients;
import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.StreamSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Through a real table and its stream. */
final class TableStreamsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "notes";
  private static final List<Duration> DELAYS = List.of(Duration.ofMillis(10));

  /** The records of each call, as they came. */
  private static final BlockingQueue<List<JsonNode>> CALLS = new LinkedBlockingQueue<>();

  private static Function<List<JsonNode>, String> answers = _ -> "{}";

  @TempDir Path directory;

  private DynamoDbServer server;
  private DynamoDbClient tables;
  private DynamoDbStreamsClient streams;

  /** Tells what it got and answers what the test wants. */
  public static final class Target implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      List<JsonNode> records = new ArrayList<>();
      JSON.readTree(input).path("Records").forEach(records::add);
      CALLS.add(records);
      output.write(answers.apply(records).getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void start() throws IOException {
    CALLS.clear();
    answers = _ -> "{}";
    server = DynamoDbServer.start(Optional.of(directory.resolve("tables")), 0);
    tables = SdkClients.of(DynamoDbClient.builder(), server.endpoint()).build();
    streams = SdkClients.of(DynamoDbStreamsClient.builder(), server.endpoint()).build();
    createTable();
  }

  @AfterEach
  void stop() {
    streams.close();
    tables.close();
    server.close();
  }

  private void createTable() {
    try {
      tables.createTable(
          r ->
              r.tableName(TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder().attributeName("id").attributeType("S").build())
                  .keySchema(
                      KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                  .streamSpecification(
                      s -> s.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES")));
    } catch (ResourceInUseException e) {
      // Of the process before.
    }
  }

  private TableStreams follow(int batchSize, String... patterns) throws IOException {
    LambdaHost lambda =
        new LambdaHost(
            List.of(Handlers.function("target", Target.class, Duration.ofSeconds(10))),
            TableStreamsTest.class.getClassLoader(),
            () -> Map.of());
    List<JsonNode> parsed = new ArrayList<>();
    for (String pattern : patterns) {
      parsed.add(JSON.readTree(pattern));
    }
    var source = new StreamSource("notes", TABLE, "target", batchSize, parsed);
    var followed =
        new TableStreams(List.of(source), streams, lambda, directory.resolve("positions"), DELAYS);
    followed.start();
    return followed;
  }

  private void put(String id, AttributeValue value) {
    tables.putItem(
        r -> r.tableName(TABLE).item(Map.of("id", AttributeValue.fromS(id), "value", value)));
  }

  private void put(String id) {
    put(id, AttributeValue.fromS("of " + id));
  }

  private static List<JsonNode> next() throws InterruptedException {
    List<JsonNode> records = CALLS.poll(10, TimeUnit.SECONDS);
    assertThat(records).as("a call").isNotNull();
    return records;
  }

  private static List<String> ids(List<JsonNode> records) {
    return records.stream().map(record -> record.at("/dynamodb/Keys/id/S").asText()).toList();
  }

  private static String failedFrom(JsonNode record) {
    return "{\"batchItemFailures\":[{\"itemIdentifier\":\""
        + record.at("/dynamodb/SequenceNumber").asText()
        + "\"}]}";
  }

  @Test
  void aChangeIsToldAsLambdaTellsIt() throws Exception {
    put("a", AttributeValue.fromN("1"));
    put("a", AttributeValue.fromBool(true));
    tables.deleteItem(r -> r.tableName(TABLE).key(Map.of("id", AttributeValue.fromS("a"))));
    try (var _ = follow(10)) {
      List<JsonNode> records = next();

      assertThat(records)
          .extracting(record -> record.path("eventName").asText())
          .containsExactly("INSERT", "MODIFY", "REMOVE");
      JsonNode modified = records.get(1);
      assertThat(modified.path("eventSource").asText()).isEqualTo("aws:dynamodb");
      assertThat(modified.path("eventSourceARN").asText()).contains(":table/notes/stream/");
      JsonNode change = modified.path("dynamodb");
      assertThat(change.path("Keys")).hasToString("{\"id\":{\"S\":\"a\"}}");
      assertThat(change.at("/OldImage/value")).hasToString("{\"N\":\"1\"}");
      assertThat(change.at("/NewImage/value")).hasToString("{\"BOOL\":true}");
      assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
      assertThat(change.path("ApproximateCreationDateTime").isIntegralNumber()).isTrue();
      assertThat(records.get(2).path("dynamodb").has("NewImage")).isFalse();
    }
  }

  @Test
  void theFirstChangeOfATableIsToldWhoeverFollowsItAlready() throws Exception {
    try (var _ = follow(10)) {
      Thread.sleep(700);
      put("a");
      assertThat(ids(next())).containsExactly("a");
      put("b");
      assertThat(ids(next())).containsExactly("b");
    }
  }

  @Test
  void everyTypeOfAttributeIsTold() throws Exception {
    AttributeValue all =
        AttributeValue.fromM(
            Map.of(
                "b", AttributeValue.fromB(SdkBytes.fromUtf8String("x")),
                "nul", AttributeValue.fromNul(true),
                "ss", AttributeValue.fromSs(List.of("s")),
                "ns", AttributeValue.fromNs(List.of("2")),
                "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("y"))),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromS("i")))));
    put("a", all);
    try (var _ = follow(10)) {
      JsonNode members = next().getFirst().at("/dynamodb/NewImage/value/M");
      assertThat(members)
          .isEqualTo(
              JSON.readTree(
                  """
                  {"b": {"B": "eA=="}, "nul": {"NULL": true}, "ss": {"SS": ["s"]},
                   "ns": {"NS": ["2"]}, "bs": {"BS": ["eQ=="]}, "l": {"L": [{"S": "i"}]}}
                  """));
    }
  }

  @Test
  void onlyWhatAPatternLetsThroughIsTold() throws Exception {
    put("a");
    put("b");
    put("c");
    try (var _ = follow(10, "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"b\"]}}}}")) {
      assertThat(ids(next())).containsExactly("b");
    }
    assertThat(CALLS).isEmpty();
  }

  @Test
  void noMoreAtOnceThanTheSourceSays() throws Exception {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      put(id);
    }
    try (var _ = follow(2)) {
      assertThat(List.of(next().size(), next().size(), next().size())).containsExactly(2, 2, 1);
    }
  }

  @Test
  void aCallThatFailsIsMadeAgainWithTheSame() throws Exception {
    put("a");
    put("b");
    List<String> failures = new ArrayList<>(List.of("once"));
    answers =
        _ -> {
          if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.removeFirst());
          }
          return "{}";
        };
    try (var _ = follow(10)) {
      List<JsonNode> first = next();
      assertThat(next()).isEqualTo(first);
    }
    assertThat(CALLS).isEmpty();
  }

  @Test
  void theNextCallBeginsWithTheFirstChangeThatWasNotTaken() throws Exception {
    put("a");
    put("b");
    put("c");
    answers = records -> records.size() == 3 ? failedFrom(records.get(1)) : "{}";
    try (var _ = follow(10)) {
      assertThat(next()).hasSize(3);
      assertThat(next()).hasSize(2);
    }
    assertThat(CALLS).isEmpty();
  }

  @Test
  void afterTheLastTryAChangeIsGivenUpAndTheNextIsTold() throws Exception {
    put("bad");
    answers =
        records -> ids(records).getFirst().equals("bad") ? failedFrom(records.getFirst()) : "{}";
    try (var _ = follow(10)) {
      assertThat(ids(next())).containsExactly("bad");
      assertThat(ids(next())).containsExactly("bad");
      put("good");
      assertThat(ids(next())).containsExactly("good");
    }
  }

  @Test
  void theNextProcessGoesOnWhereTheLastOneStopped() throws Exception {
    put("a");
    try (var _ = follow(10)) {
      assertThat(ids(next())).containsExactly("a");
      awaitPosition();
    }
    stop();
    start();
    put("b");
    try (var _ = follow(10)) {
      assertThat(ids(next())).containsExactly("b");
    }
    assertThat(CALLS).isEmpty();
  }

  @Test
  void aChangeWhoseCallWasLostWithItsProcessIsToldAgain() throws Exception {
    put("a");
    answers =
        _ -> {
          throw new IllegalStateException("the process dies");
        };
    try (var _ = follow(10)) {
      next();
    }
    CALLS.clear();
    answers = _ -> "{}";
    try (var _ = follow(10)) {
      assertThat(ids(next())).containsExactly("a");
    }
  }

  private void awaitPosition() throws InterruptedException {
    Path file = directory.resolve("positions").resolve("notes.json");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!file.toFile().exists() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(file).exists();
  }
}
