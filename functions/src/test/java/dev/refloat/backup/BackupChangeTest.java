package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import dev.refloat.testing.Changes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BackupChangeTest {
  private static BackupRecord backup(BackupStatus status, String eTag) {
    Instant time = Instant.parse("2026-05-01T10:00:00Z");
    var location = new BackupLocation("bucket", "proj-1234/in01-source/nightly");
    return new BackupRecord(
        BackupRecord.idOf(location),
        "nightly",
        "proj-1234",
        "in01-source",
        "",
        BackupType.CLUSTER,
        CreationMethod.MANUAL,
        status,
        7,
        time,
        Optional.empty(),
        location,
        List.of("LATEST"),
        true,
        "2.6",
        eTag,
        time,
        0,
        List.of());
  }

  private static Item item(BackupStatus status, String eTag) {
    return BackupItem.record(backup(status, eTag), "revision");
  }

  private static boolean isOne(Optional<Item> before, Item after) {
    return BackupChange.of(Changes.of(before.orElse(null), after)).isPresent();
  }

  @Test
  void aBackupThatIsNewOrIsWrittenAgainOrComesBackHasBecomeAvailable() {
    Item there = item(BackupStatus.AVAILABLE, "one");

    assertThat(isOne(Optional.empty(), there)).isTrue();
    assertThat(isOne(Optional.of(there), item(BackupStatus.AVAILABLE, "two"))).isTrue();
    assertThat(isOne(Optional.of(item(BackupStatus.DELETED, "one")), there)).isTrue();
  }

  @Test
  void nothingElseHas() {
    Item there = item(BackupStatus.AVAILABLE, "one");

    assertThat(isOne(Optional.of(there), there.with("size", 8))).isFalse();
    assertThat(isOne(Optional.of(there), item(BackupStatus.DELETED, "one"))).isFalse();
    assertThat(isOne(Optional.empty(), Item.key("CLUSTER#in01-source", "CLUSTER"))).isFalse();
    assertThat(BackupChange.of(Changes.of(there, null))).isEmpty();
  }

  @Test
  void itIsToldAsItIsThere() {
    BackupRecord told =
        BackupChange.of(Changes.of(null, item(BackupStatus.AVAILABLE, "one")))
            .orElseThrow()
            .backup();

    assertThat(told.backupId()).isEqualTo(backup(BackupStatus.AVAILABLE, "one").backupId());
    assertThat(told.metaETag()).isEqualTo("one");
    assertThat(told.clusterId()).isEqualTo("in01-source");
  }
}
