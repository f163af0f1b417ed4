package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Refused;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class FirstKeyTest {
  private final Table table = EmbeddedAws.newTable();
  private final AccessStore store = new AccessStore(table);

  private FirstKey firstKey(String secret) {
    return new FirstKey(store, () -> secret, InstantSource.system());
  }

  private FirstKey.Made make() {
    return firstKey(EmbeddedAws.OWNER_KEY).make();
  }

  @Test
  void theFirstCallMakesOrganizationProjectAndOwnerKey() {
    FirstKey.Made made = make();

    assertThat(store.findProject(made.projectId()))
        .hasValueSatisfying(
            project -> {
              assertThat(project.organizationId()).isEqualTo(made.organizationId());
              assertThat(project.name()).isEqualTo("Default Project");
            });
    assertThat(store.listProjects(made.organizationId()))
        .extracting(Project::id)
        .containsExactly(made.projectId());
    assertThat(
            new Authentication(store, InstantSource.fixed(Instant.now()))
                .authenticate(Optional.of("Bearer rfl_" + EmbeddedAws.OWNER_KEY)))
        .hasValueSatisfying(
            owner -> assertThat(owner.organizationId()).isEqualTo(made.organizationId()));
  }

  @Test
  void againWithTheSameSecretNothingChanges() {
    FirstKey.Made first = make();
    List<String> before = items();

    assertThat(make()).isEqualTo(first);
    assertThat(items()).isEqualTo(before);
  }

  @Test
  void anotherSecretIsRefusedAndChangesNothing() {
    make();
    List<String> before = items();

    assertThatThrownBy(() -> firstKey("A".repeat(43)).make())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another key")
        .hasMessageNotContaining("AAAA");
    assertThat(items()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "{\"apiKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"})
  void aSecretThatHoldsNoKeyIsRefusedBeforeAnythingIsWritten(String secret) {
    assertThatThrownBy(() -> firstKey(secret).make())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("43 letters and digits");
    assertThat(items()).isEmpty();
  }

  @Test
  void manyFirstCallsAtOnceMakeOneOrganization() throws Exception {
    var calls = new ArrayList<Callable<FirstKey.Made>>();
    for (int i = 0; i < 16; i++) {
      calls.add(this::make);
    }
    var answers = new ArrayList<FirstKey.Made>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<FirstKey.Made> answer : executor.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(items()).hasSize(6);
  }

  @Test
  void aCallThatFailsLeavesNothingAndIsRepeated() {
    var nowhere = new AccessStore(new Table(EmbeddedAws.dynamoDb(), "gone"));

    assertThatThrownBy(
            () -> new FirstKey(nowhere, () -> EmbeddedAws.OWNER_KEY, InstantSource.system()).make())
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(items()).isEmpty();
    assertThat(make().projectId()).isNotBlank();
  }

  @Test
  void theKeyIsNowhereInTheTable() {
    make();

    assertThat(items())
        .hasSize(6)
        .noneMatch(item -> item.contains(EmbeddedAws.OWNER_KEY.substring(4)));
  }

  private List<String> items() {
    return EmbeddedAws.dynamoDb()
        .scanPaginator(r -> r.tableName(table.name()).consistentRead(true))
        .items()
        .stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
