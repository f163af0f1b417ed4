package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.api.FirstKeyFunction;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.StartExecutions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Called with each of its events, as they are in {@code events/}. */
final class FireTriggersFunctionTest {
  private static final String TRIGGER = "trig-9c1e3g5i7k0m2o4q6s8u";

  private final StartExecutions stepFunctions = new StartExecutions();
  private final Map<String, String> environment = new HashMap<>(EmbeddedAws.newEnvironment());
  private FireTriggersFunction function;

  @BeforeEach
  void install() {
    environment.put("REQUESTS_BUCKET", "refloat-requests-bucket");
    environment.put("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint());
    environment.put(
        "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:restore");
    JsonNode made = Json.tree(Invocation.of(new FirstKeyFunction(environment), "{}"));
    assertThat(made.has("projectId")).isTrue();
    function = new FireTriggersFunction(environment);
  }

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  /** A trigger of nobody who may anything, with what leads to it. */
  private void trigger(String when, String sk, String pk) {
    put(
        Map.ofEntries(
            text("pk", "TRIGGER#" + TRIGGER),
            text("sk", "TRIGGER"),
            text("triggerId", TRIGGER),
            text(
                "definition",
                "{\"name\":\"one\",\"projectId\":\"proj-7h3k9m2p5q8r1s4t6v0w\",\"when\":"
                    + when
                    + "}"),
            text("principalId", "prin-none"),
            text("organizationId", "org-none"),
            text("apiKeyId", "key-none"),
            text("createTime", "2026-05-01T09:00:00Z"),
            Map.entry("enabled", AttributeValue.fromBool(true)),
            text("next", "2026-05-01T10:00:00Z"),
            text("token", "0123456789012345678901234")));
    put(
        Map.ofEntries(
            text("pk", pk),
            text("sk", sk),
            text("triggerId", TRIGGER),
            text("time", "2026-05-01T10:00:00Z")));
  }

  private static Map.Entry<String, AttributeValue> text(String name, String value) {
    return Map.entry(name, AttributeValue.fromS(value));
  }

  private void put(Map<String, AttributeValue> item) {
    EmbeddedAws.dynamoDb()
        .putItem(r -> r.tableName(new Settings(environment).jobsTable()).item(item));
  }

  private long firings() {
    return EmbeddedAws.dynamoDb()
        .query(
            r ->
                r.tableName(new Settings(environment).jobsTable())
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS("TRIGGER#" + TRIGGER),
                            ":sk", AttributeValue.fromS("FIRING#"))))
        .count();
  }

  private static String restore(String fields) {
    return fields
        + ",\"restore\":{\"clusterId\":\"in01-source00000001\",\"clusterName\":\"a\",\"cuSize\":1,\"collectionStatus\":\"KEEP\"}";
  }

  @Test
  void aBackupThatBecomesAvailableFires() {
    trigger(
        restore("{\"backupAvailable\":{\"clusterId\":\"in01-source00000001\"}}"),
        TRIGGER,
        "WATCH#in01-source00000001");

    String answer = Invocation.of(function, EventFiles.text("fire-triggers.backup-changed"));

    assertThat(Json.tree(answer)).isEqualTo(Json.tree("{\"batchItemFailures\":[]}"));
    assertThat(firings()).isEqualTo(1);
    assertThat(stepFunctions.names()).as("its creator is not there").isEmpty();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void theTimeOfTheEventIsTheTime() {
    trigger(
        restore("{\"schedule\":{\"expression\":\"rate(1 day)\"}}"),
        "2026-05-01T10:00:00.000Z#" + TRIGGER,
        "SCHEDULES");
    ObjectNode event = EventFiles.read("fire-triggers.every-minute");

    Invocation.of(function, event.deepCopy().put("time", "2026-05-01T09:59:59Z").toString());
    assertThat(firings()).isZero();

    Invocation.of(function, event.toString());
    Invocation.of(function, event.toString());
    assertThat(firings()).isEqualTo(1);
  }

  @Test
  void aFileThatIsDroppedFires() {
    EmbeddedAws.s3().createBucket(r -> r.bucket("refloat-requests-bucket"));
    String key = EventFiles.read("fire-triggers.requested").at("/detail/object/key").asText();
    EmbeddedAws.s3()
        .putObject(r -> r.bucket("refloat-requests-bucket").key(key), RequestBody.fromString("{}"));
    trigger("{\"request\":true}", "NAME#one", "TRIGGERS#proj-7h3k9m2p5q8r1s4t6v0w");

    Invocation.of(function, EventFiles.text("fire-triggers.requested"));

    assertThat(firings()).isEqualTo(1);
    assertThat(
            EmbeddedAws.s3()
                .getObjectAsBytes(
                    r -> r.bucket("refloat-requests-bucket").key(key + ".result.json"))
                .asUtf8String())
        .as("the file that is there is another one than the event tells of")
        .contains("96153");
  }

  @Test
  void anEndedJobHasAllMovedOn() {
    Invocation.of(function, EventFiles.text("fire-triggers.ended"));

    assertThat(new Wiring(new Settings(environment)).jobs().active().all()).isEmpty();
    assertThat(firings()).isZero();
  }
}
