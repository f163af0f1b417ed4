package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WhenTest {
  @ParameterizedTest
  @CsvSource({
    "nightly-*, true",
    "*, true",
    "nightly-2026, true",
    "*2026, true",
    "n*y-*6, true",
    "nightly, false",
    "nightly-*7, false",
    "nightly.2026, false",
    "*-*-*, false"
  })
  void aStarStandsForAnyCharacters(String pattern, boolean matches) {
    try (var standing = new Standing()) {
      BackupRecord backup = standing.backup("nightly-2026", Duration.ZERO);
      var when = new When.BackupAvailable(Standing.SOURCE, Optional.empty(), Optional.of(pattern));
      assertThat(when.matches(backup)).isEqualTo(matches);
    }
  }

  @Test
  void clusterAndTypeCount() {
    try (var standing = new Standing()) {
      BackupRecord backup = standing.backup("nightly", Duration.ZERO);
      assertThat(arrival(Standing.SOURCE, BackupType.CLUSTER).matches(backup)).isTrue();
      assertThat(arrival(Standing.SOURCE, BackupType.COLLECTION).matches(backup)).isFalse();
      assertThat(arrival("in01-other", BackupType.CLUSTER).matches(backup)).isFalse();
    }
  }

  private static When.BackupAvailable arrival(String clusterId, BackupType type) {
    return new When.BackupAvailable(clusterId, Optional.of(type), Optional.empty());
  }
}
