package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompatibilityTest {
  /** The table of milvus-backup's README, row by row. */
  @ParameterizedTest
  @CsvSource({
    "v2.2.16, true, true, true",
    "2.3.21, true, true, true",
    "v2.4.15, true, true, true",
    "v2.5.4-gpu, false, true, true",
    "v2.6.0, false, false, true"
  })
  void theTableDecides(String backup, boolean to24, boolean to25, boolean to26) {
    assertThat(Compatibility.mayBe(backup, "2.4.0")).isEqualTo(to24);
    assertThat(Compatibility.mayBe(backup, "v2.5")).isEqualTo(to25);
    assertThat(Compatibility.mayBe(backup, "2.6-20251101-abc")).isEqualTo(to26);
    assertThat(Compatibility.warning(backup, "v2.6.2")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v2.1.4 | 2.6 | of Milvus 2.1; backups can be restored from 2.2 on",
        "v1.9   | 2.6 | of Milvus 1.9",
        "v2.2.0 | 2.3 | cluster is of Milvus 2.3; backups can be restored to 2.4 and above",
        "v3.0.0 | 2.6 | only be restored to the same version or a newer one"
      })
  void whatIsImpossibleIsRefusedSayingWhy(String backup, String target, String why) {
    assertThatThrownBy(() -> Compatibility.require(backup, target))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_UNSUPPORTED);
              assertThat(refused.reason()).contains(why);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f1d58b17 | 2.6    | does not name (f1d58b17) the version",
        "''       | 2.6    | does not name the version",
        "v2.5.0   | ''     | version of the cluster is not known",
        "v2.5.0   | abcdef | version of the cluster is not known",
        "v3.0.0   | 3.1    | newer than what is known here"
      })
  void whatIsNotKnownIsAWarning(String backup, String target, String warning) {
    Compatibility.require(backup, target);

    assertThat(Compatibility.warning(backup, target))
        .hasValueSatisfying(w -> assertThat(w).contains(warning));
  }

  @Test
  void anOldTargetIsImpossibleWhateverTheBackupIs() {
    assertThat(Compatibility.mayBe("f1d58b17", "2.3.0")).isFalse();
  }

  @Test
  void hugeNumbersAreNoVersion() {
    assertThat(MilvusVersion.parse("v99999999999999999999.1")).isEmpty();
    assertThat(MilvusVersion.parse("2.6.0.0")).contains(new MilvusVersion(2, 6));
    assertThat(MilvusVersion.parse("2")).isEmpty();
  }
}
