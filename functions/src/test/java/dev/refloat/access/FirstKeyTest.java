package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class FirstKeyTest {
  private final Table table = EmbeddedAws.newTable();
  private final AccessStore store = new AccessStore(table);
  private final FirstKey firstKey = new FirstKey(store, InstantSource.system());

  @Test
  void theFirstCallMakesOrganizationProjectAndOwnerKey() {
    FirstKey.Made made = firstKey.make();

    assertThat(made.apiKey()).startsWith("rfl_");
    assertThat(store.findProject(made.projectId()))
        .hasValueSatisfying(
            project -> {
              assertThat(project.organizationId()).isEqualTo(made.organizationId());
              assertThat(project.name()).isEqualTo("Default Project");
            });
    assertThat(store.listProjects(made.organizationId()))
        .extracting(Project::id)
        .containsExactly(made.projectId());
  }

  @Test
  void laterCallsTellTheIdsAndNoKey() {
    FirstKey.Made first = firstKey.make();
    int before = items().size();

    FirstKey.Made second = firstKey.make();

    assertThat(second)
        .isEqualTo(new FirstKey.Made(first.organizationId(), first.projectId(), null, null));
    assertThat(items()).hasSize(before);
  }

  @Test
  void ofManyFirstCallsAtOnceOneMakesTheKey() throws Exception {
    var calls = new ArrayList<Callable<FirstKey.Made>>();
    for (int i = 0; i < 16; i++) {
      calls.add(firstKey::make);
    }
    var answers = new ArrayList<FirstKey.Made>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<FirstKey.Made> answer : executor.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(FirstKey.Made::apiKey).filteredOn(Objects::nonNull).hasSize(1);
    assertThat(answers)
        .extracting(FirstKey.Made::projectId)
        .containsOnly(answers.get(0).projectId());
  }

  @Test
  void aCallThatFailsLeavesNothingAndIsRepeated() {
    var nowhere = new Table(EmbeddedAws.dynamoDb(), "gone");

    assertThatThrownBy(() -> new FirstKey(new AccessStore(nowhere), InstantSource.system()).make())
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(items()).isEmpty();
    assertThat(firstKey.make().apiKey()).isNotNull();
  }

  @Test
  void theKeyIsNowhereInTheTable() {
    FirstKey.Made made = firstKey.make();
    String secret = Objects.requireNonNull(made.apiKey());

    assertThat(items()).hasSize(6).noneMatch(item -> item.contains(secret.substring(8)));
    assertThat(made.toString()).doesNotContain(secret);
  }

  private List<String> items() {
    return EmbeddedAws.dynamoDb()
        .scanPaginator(r -> r.tableName(table.name()).consistentRead(true))
        .items()
        .stream()
        .map(Object::toString)
        .toList();
  }
}
