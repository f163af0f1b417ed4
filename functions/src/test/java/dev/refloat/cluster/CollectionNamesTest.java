package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CollectionNamesTest {
  private static final String CLUSTER = "in01-aaaa";

  private final Table table = EmbeddedAws.newTable();
  private final CollectionNames names = new CollectionNames(table);

  private boolean reserve(String job) {
    return table.write(names.reservation(CLUSTER, "db", "books", job, false));
  }

  private boolean replace(String job) {
    return table.write(names.reservation(CLUSTER, "db", "books", job, true));
  }

  /** Makes collection 1 of job-1 visible, 2 of job-2 and so on. */
  private boolean commit(String job) {
    return commit(job, Optional.empty());
  }

  private boolean commit(String job, Optional<String> replaced) {
    return table.write(
        names.commit(CLUSTER, "db", "books", job, job.substring("job-".length()), replaced));
  }

  private void release(String id) {
    names.release(CLUSTER, "db", "books", id);
  }

  @Test
  void whatIsReservedIsNotVisible() {
    assertThat(reserve("job-1")).isTrue();
    assertThat(names.visible(CLUSTER)).isEmpty();
  }

  @Test
  void aCommitMakesItVisible() {
    reserve("job-1");
    assertThat(commit("job-1")).isTrue();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
  }

  @Test
  void reservingAgainIsTheSameAndAnotherIsRefused() {
    assertThat(reserve("job-1")).isTrue();
    assertThat(reserve("job-1")).isTrue();
    assertThat(reserve("job-2")).isFalse();
    assertThat(commit("job-2")).isFalse();
  }

  @Test
  void aVisibleNameCannotBeReserved() {
    reserve("job-1");
    commit("job-1");
    assertThat(reserve("job-2")).isFalse();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
  }

  @Test
  void aReleasedNameIsFreeAndALateCommitFails() {
    reserve("job-1");
    release("job-1");
    assertThat(commit("job-1")).isFalse();
    assertThat(reserve("job-2")).isTrue();
  }

  @Test
  void aLateReleaseChangesNothing() {
    reserve("job-1");
    release("job-1");
    reserve("job-2");
    release("job-1");
    assertThat(commit("job-2")).isTrue();
    release("job-2");
    assertThat(names.visible(CLUSTER)).containsExactly("2");
  }

  @Test
  void aReplacedCollectionIsSeenUntilTheOtherOneIs() {
    reserve("job-1");
    commit("job-1");

    assertThat(replace("job-2")).isTrue();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
    assertThat(commit("job-2", Optional.of("1"))).isTrue();

    assertThat(names.visible(CLUSTER)).containsExactly("2");
  }

  @Test
  void onlyTheCollectionThatWasSeenIsReplaced() {
    reserve("job-1");
    commit("job-1");
    replace("job-2");

    assertThat(commit("job-2")).as("as if there were none").isFalse();
    assertThat(commit("job-2", Optional.of("0"))).as("as if it were another").isFalse();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
  }

  @Test
  void oneJobAtATimeReplaces() {
    reserve("job-1");
    commit("job-1");

    assertThat(replace("job-2")).isTrue();
    assertThat(replace("job-2")).isTrue();
    assertThat(replace("job-3")).isFalse();
    release("job-2");
    assertThat(names.visible(CLUSTER)).containsExactly("1");
    assertThat(replace("job-3")).isTrue();
  }

  @Test
  void allNamesOfAJobAreReleasedAndNoOthers() {
    reserve("job-1");
    table.write(names.reservation(CLUSTER, "db", "films", "job-1", false));
    table.write(names.reservation(CLUSTER, "db2", "films", "job-2", false));

    names.releaseAll(CLUSTER, "job-1"::equals);

    assertThat(names.all(CLUSTER).keySet()).containsExactly("db2.films");
    assertThat(names.find(CLUSTER, "db2", "films").orElseThrow().pending()).contains("job-2");
  }
}
