package dev.refloat.copy;

import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.refloat.platform.Ids;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

@OnEachServer
final class CollectionCleanupTest {
  private final Embedded embedded;

  CollectionCleanupTest(TestedServer server) {
    embedded = Embedded.on(server);
  }

  private void put(String key) {
    embedded.s3.putObject(r -> r.bucket(DATA).key(key), RequestBody.fromString("x"));
  }

  @Test
  void objectsUploadsAndLedgerAreGoneAndAnotherCollectionIsNot() {
    var restore = new Restore(embedded, Ids.job());
    restore.withRandom("insert_log/7/a", 7 << 20, 1);
    restore.withRandom("delta_log/7/b", 5, 2);
    restore.plan();
    restore.copyAll();
    put(restore.destination("insert_log/70/other"));

    assertThat(restore.cleanup().remove(restore.jobId, "00000", 0, restore.prefixes()))
        .isEqualTo(2);

    assertThat(restore.copied()).containsOnlyKeys(restore.destination("insert_log/70/other"));
    assertThat(restore.ledger()).isEmpty();
    assertThat(restore.cleanup().remove(restore.jobId, "00000", 0, restore.prefixes())).isZero();
  }

  @Test
  void aRemovedCollectionIsNotCopiedAgainButStaysCounted() {
    var restore = new Restore(embedded, Ids.job());
    restore.withRandom("insert_log/7/a", 7 << 20, 1);
    restore.plan();
    restore.copyAll();
    restore.cleanup().remove(restore.jobId, "00000", 0, restore.prefixes());

    restore
        .batches()
        .forEach(
            batch -> assertThat(restore.copier().copy(batch, Restore.soon()).counted()).isFalse());

    assertThat(restore.copied()).isEmpty();
    assertThat(restore.ledger()).isEmpty();
    assertThat(restore.counted("bytes")).as("progress never goes back").isEqualTo(7 << 20);
  }

  @Test
  void aPrefixOfMoreThanOnePageIsRemoved() {
    assumeFalse(
        embedded.server() == TestedServer.S3_MOCK,
        "A thousand objects take it a minute; ServerAnswersTest shows its pages");
    var restore = new Restore(embedded, Ids.job());
    for (int i = 0; i < 1100; i++) {
      put(restore.destination("x/" + i));
    }
    assertThat(restore.cleanup().removePrefix(restore.jobId + "/")).isEqualTo(1100);
    assertThat(restore.copied()).isEmpty();
  }

  @Test
  void aRemovalThatIsCutOffIsGoneOnWithByTheNext() {
    assumeFalse(
        embedded.server() == TestedServer.S3_MOCK,
        "A thousand objects take it a minute; ServerAnswersTest shows its pages");
    var restore = new Restore(embedded, Ids.job());
    for (int i = 0; i < 1100; i++) {
      put(restore.destination("x/" + i));
    }
    var asked = new AtomicInteger();

    assertThat(
            restore.cleanup().removePrefix(restore.jobId + "/", () -> asked.incrementAndGet() == 1))
        .isFalse();
    assertThat(restore.copied()).as("without the first page").hasSize(100);

    assertThat(restore.cleanup().removePrefix(restore.jobId + "/", () -> false)).isFalse();
    assertThat(restore.copied()).hasSize(100);
    assertThat(restore.cleanup().removePrefix(restore.jobId + "/", () -> true)).isTrue();
    assertThat(restore.copied()).isEmpty();
  }

  @Test
  void aPrefixThatNamesMoreThanItMeansIsRefused() {
    var restore = new Restore(embedded, Ids.job());
    assertThatThrownBy(() -> restore.cleanup().removePrefix(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> restore.cleanup().removePrefix("in01-a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> restore.cleanup().removePrefix("in01-a", () -> true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
