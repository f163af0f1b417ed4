package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.local.sample.S3Sink;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

final class BackupCheckTest {
  private final BackupLocation location = new BackupLocation(EmbeddedAws.newBucket(), "p/nightly");

  @BeforeEach
  void writeABackup() throws IOException {
    try (var sink = new S3Sink(EmbeddedAws.s3(), location.bucket(), location.prefix() + "/")) {
      SampleWriter.write(SampleOptions.small("nightly", 1), sink);
    }
  }

  @Test
  void findsNothingInASoundBackup() {
    BackupCheck.Checked checked = check(BackupCheck.MOST_OBJECTS);

    assertThat(checked.findings()).isEqualTo(Findings.NONE);
    assertThat(checked.filesChecked()).isTrue();
    assertThat(checked.objects()).isEqualTo(logs().size());
  }

  @Test
  void namesEachObjectThatIsMissingShortOrSurplus() {
    List<String> logs = logs();
    String missing = logs.getFirst();
    String changed = logs.getLast();
    String surplus = location.key("binlogs/insert_log/1/2/3/4/5/6");
    EmbeddedAws.s3().deleteObject(r -> r.bucket(location.bucket()).key(missing));
    put(changed);
    put(surplus);

    Findings findings = check(BackupCheck.MOST_OBJECTS).findings();

    assertThat(findings.problems())
        .extracting(Finding::subject)
        .containsExactlyInAnyOrder(missing, changed, surplus);
    assertThat(findings.problems())
        .allMatch(finding -> finding.severity() == Finding.Severity.PROBLEM)
        .extracting(Finding::text)
        .contains(
            "the meta names it, and it is not there", "it is there, and the meta does not name it");
    assertThat(findings.problemCount()).isEqualTo(3);
  }

  @Test
  void saysThatItIsPartialWhereTheObjectsAreTooMany() {
    String missing = logs().getFirst();
    EmbeddedAws.s3().deleteObject(r -> r.bucket(location.bucket()).key(missing));

    BackupCheck.Checked checked = check(logs().size());

    assertThat(checked.filesChecked()).isFalse();
    assertThat(checked.findings().problemCount()).isZero();
    assertThat(checked.findings().warnings())
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("only the meta was checked");
  }

  @Test
  void aBackupThatIsGoneIsRefused() {
    var gone = new BackupLocation(location.bucket(), "p/gone");

    var refused = catchThrowableOfType(Refused.class, () -> of(10).check(gone));

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_NOT_FOUND);
  }

  private BackupCheck.Checked check(long mostObjects) {
    return of(mostObjects).check(location);
  }

  private static BackupCheck of(long mostObjects) {
    return new BackupCheck(
        new MetaReader(EmbeddedAws.s3()), new BackupInventory(EmbeddedAws.s3()), mostObjects);
  }

  private List<String> logs() {
    return EmbeddedAws.s3()
        .listObjectsV2Paginator(r -> r.bucket(location.bucket()).prefix(location.key("binlogs/")))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private void put(String key) {
    EmbeddedAws.s3()
        .putObject(r -> r.bucket(location.bucket()).key(key), RequestBody.fromString("x"));
  }
}
