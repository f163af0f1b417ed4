package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Audit;
import dev.refloat.access.Principal;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.LogLines;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

final class AuditTrailTest {
  private static final String CREATE = "POST /v2/api-keys";

  private final Installed installed = new Installed();
  private ApiKeysFunction function;

  @BeforeEach
  void create() {
    function = new ApiKeysFunction(installed.environment);
  }

  private List<Item> trail() {
    return EmbeddedAws.dynamoDb()
        .scan(r -> r.tableName(installed.settings().jobsTable()).consistentRead(true))
        .items()
        .stream()
        .map(Item::new)
        .filter(item -> item.text("pk").startsWith("AUDIT#"))
        .toList();
  }

  private Call create(Principal caller) {
    return Call.of(CREATE, caller).body("{\"name\":\"a key\",\"orgRole\":\"Member\"}");
  }

  @Test
  void anAllowedChangeIsRecordedWithWhatWasMade() {
    var answer = create(installed.owner).to(function);

    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(trail())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.text("pk")).isEqualTo("AUDIT#" + installed.owner.organizationId());
              assertThat(record.text("apiKeyId")).isEqualTo("key-owner");
              assertThat(record.text("principalId")).isEqualTo(installed.owner.id());
              assertThat(record.text("method")).isEqualTo("POST");
              assertThat(record.text("path")).isEqualTo("/v2/api-keys");
              assertThat(record.text("sourceIp")).isEqualTo("192.0.2.1");
              assertThat(record.text("requestId")).isEqualTo(Call.REQUEST_ID);
              assertThat(record.number("code")).isZero();
              assertThat(record.text("made"))
                  .isEqualTo(
                      "{\"apiKeyId\":\"%s\"}".formatted(answer.data().path("apiKeyId").asText()));
            });
    assertThat(trail().toString()).doesNotContain(answer.data().path("apiKey").asText());
  }

  @Test
  void aRefusedChangeIsRecordedWithItsCode() {
    assertThat(create(installed.member).to(function).code()).isEqualTo(96013);

    assertThat(trail())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.text("apiKeyId")).isEqualTo("key-member");
              assertThat(record.number("code")).isEqualTo(96013);
              assertThat(record.has("made")).isFalse();
            });
  }

  @Test
  void whatOnlyReadsIsNotRecorded() {
    assertThat(Call.of("GET /v2/api-keys", installed.owner).to(function).code()).isZero();

    assertThat(trail()).isEmpty();
  }

  @Test
  void aCallerWithoutALegalKeyWritesNothing() {
    assertThat(Call.illegal(CREATE).to(function).code()).isEqualTo(21119);

    assertThat(trail()).isEmpty();
  }

  @Test
  void noChangeIsMadeThatCouldNotBeRecorded() {
    installed.environment.put("JOBS_TABLE", "gone");

    assertThat(create(installed.owner).to(new ApiKeysFunction(installed.environment)).code())
        .isEqualTo(96199);

    var listed = Call.of("GET /v2/api-keys", installed.owner).to(function);
    assertThat(listed.data().path("apiKeys").findValuesAsText("name")).doesNotContain("a key");
  }

  /** The caller must get what was made: a key is shown only once. */
  @Test
  void aRecordThatCannotBeCompletedDoesNotTurnASuccessIntoAFailure() {
    var table = new Table(failingUpdates(EmbeddedAws.dynamoDb()), installed.settings().jobsTable());
    var trail = new AuditTrail(new Audit(table, InstantSource.system()));
    var request =
        new Request(Json.convert(create(installed.owner).event(), APIGatewayV2HTTPEvent.class));

    try (var log = new LogLines()) {
      JsonNode made =
          trail.tell(installed.owner, request, () -> Json.tree("{\"apiKeyId\":\"key-1\"}"));

      assertThat(made.path("apiKeyId").asText()).isEqualTo("key-1");
      assertThat(log.text()).contains("Audit record was not completed");
    }
    assertThat(trail())
        .singleElement()
        .satisfies(record -> assertThat(record.has("code")).as("nothing untrue").isFalse());
  }

  private static DynamoDbClient failingUpdates(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            AuditTrailTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("updateItem")) {
                throw DynamoDbException.builder().message("throttled").build();
              }
              return method.invoke(client, arguments);
            });
  }
}
