package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  private Call create(dev.refloat.access.Principal caller) {
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
}
