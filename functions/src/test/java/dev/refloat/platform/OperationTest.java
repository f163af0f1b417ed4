package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class OperationTest {
  private static Operation operation(String token) {
    return new Operation(token, text -> ("keyed " + text).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aTokenLeadsToTheSameThingsEachTime() {
    assertThat(operation("token").jobId()).isEqualTo(operation("token").jobId());
    assertThat(operation("token").clusterId()).isEqualTo(operation("token").clusterId());
    assertThat(operation("token").secret("password"))
        .isEqualTo(operation("token").secret("password"));
  }

  @Test
  void anotherTokenLeadsToOthers() {
    assertThat(operation("other").jobId()).isNotEqualTo(operation("token").jobId());
    assertThat(operation("other").clusterId()).isNotEqualTo(operation("token").clusterId());
    assertThat(operation("other").secret("password"))
        .isNotEqualTo(operation("token").secret("password"));
  }

  @Test
  void idsHaveTheirForm() {
    Operation operation = Operation.begin(text -> new byte[32]);

    assertThat(operation.jobId()).matches("job-[0-9a-z]{20}");
    assertThat(Ids.isCluster(operation.clusterId())).isTrue();
    assertThat(operation.clusterId()).hasSize(20);
    assertThat(operation.jobId()).doesNotContain(operation.token());
  }

  @Test
  void eachPurposeHasASecretOfItsOwn() {
    Operation operation = operation("token");

    assertThat(operation.secret("password")).isNotEqualTo(operation.secret("key"));
  }

  @Test
  void aPartMakesThingsOfItsOwnAndHasTheSecretsOfTheWhole() {
    Operation part = operation("token").part("one");

    assertThat(part.jobId())
        .isEqualTo(operation("token").part("one").jobId())
        .isNotEqualTo(operation("token").jobId())
        .isNotEqualTo(operation("token").part("two").jobId())
        .isNotEqualTo(operation("other").part("one").jobId());
    assertThat(part.secret("password")).isEqualTo(operation("token").secret("password"));
    assertThat(part.isNew()).isFalse();
  }

  @Test
  void theTokenIsNotPrinted() {
    assertThat(operation("secret-token")).asString().doesNotContain("secret-token");
  }

  @Test
  void theKeyStoreIsAskedOnceForEachPurpose() {
    var asked = new ArrayList<String>();
    Operation operation =
        Operation.begin(
            text -> {
              asked.add(text);
              return new byte[32];
            });

    operation.secret("password");
    operation.secret("password");
    operation.secret("key");

    assertThat(asked).hasSize(2);
  }

  @Test
  void onlyTheCallThatDrewTheTokenHasANewOrder() {
    Operation begun = Operation.begin(text -> new byte[32]);

    assertThat(begun.isNew()).isTrue();
    assertThat(operation(begun.token()).isNew()).isFalse();
  }
}
