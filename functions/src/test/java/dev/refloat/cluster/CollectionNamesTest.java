package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import org.junit.jupiter.api.Test;

final class CollectionNamesTest {
  private static final String CLUSTER = "in01-aaaa";

  private final Table table = EmbeddedAws.newTable();
  private final CollectionNames names = new CollectionNames(table);

  private boolean reserve(String id) {
    return names.reserve(CLUSTER, "db", "books", id);
  }

  private boolean commit(String id) {
    return table.write(names.commit(CLUSTER, "db", "books", id));
  }

  private void release(String id) {
    names.release(CLUSTER, "db", "books", id);
  }

  @Test
  void whatIsReservedIsNotVisible() {
    assertThat(reserve("1")).isTrue();
    assertThat(names.visible(CLUSTER)).isEmpty();
  }

  @Test
  void aCommitMakesItVisible() {
    reserve("1");
    assertThat(commit("1")).isTrue();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
  }

  @Test
  void reservingAgainIsTheSameAndAnotherIsRefused() {
    assertThat(reserve("1")).isTrue();
    assertThat(reserve("1")).isTrue();
    assertThat(reserve("2")).isFalse();
    assertThat(commit("2")).isFalse();
  }

  @Test
  void aVisibleNameCannotBeReserved() {
    reserve("1");
    commit("1");
    assertThat(reserve("2")).isFalse();
    assertThat(names.visible(CLUSTER)).containsExactly("1");
  }

  @Test
  void aReleasedNameIsFreeAndALateCommitFails() {
    reserve("1");
    release("1");
    assertThat(commit("1")).isFalse();
    assertThat(reserve("2")).isTrue();
  }

  @Test
  void aLateReleaseChangesNothing() {
    reserve("1");
    release("1");
    reserve("2");
    release("1");
    assertThat(commit("2")).isTrue();
    release("2");
    assertThat(names.visible(CLUSTER)).containsExactly("2");
  }
}
