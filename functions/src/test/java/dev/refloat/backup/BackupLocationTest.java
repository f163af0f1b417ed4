package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupLocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket/proj-1/in01-2/nightly, bucket, proj-1/in01-2/nightly, nightly",
    "s3://bucket/nightly,               bucket, nightly,               nightly",
    "s3://bucket/a/nightly/,            bucket, a/nightly,             nightly",
    "s3://my.bucket-1/a%20b/c d,        my.bucket-1, a%20b/c d,        c d",
  })
  void takesAUriApart(String uri, String bucket, String prefix, String name) {
    var location = BackupLocation.parse(uri);

    assertThat(location).isEqualTo(new BackupLocation(bucket, prefix));
    assertThat(location.backupName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bucket/a, does not start with s3://",
    "S3://bucket/a,    does not start with s3://",
    "s3://bucket,      folder of the backup is missing",
    "s3://bucket/,     folder of the backup is missing",
    "s3:///a,          is not a bucket name",
    "s3://Bucket/a,    Bucket' is not a bucket name",
    "s3://bucket//a,   empty part",
    "s3://bucket/a//,  empty part",
    "s3://bucket/../a, an empty part",
    "s3://bucket/./a,  '..'",
  })
  void saysWhatIsWrongWithAUri(String uri, String why) {
    var refused = catchThrowableOfType(Refused.class, () -> BackupLocation.parse(uri));

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_URI_MALFORMED);
    assertThat(refused.reason()).contains("s3://bucket/prefix/backupName").contains(why);
  }

  @Test
  void leavesRoomForTheKeysBelow() {
    var refused =
        catchThrowableOfType(
            Refused.class, () -> BackupLocation.parse("s3://bucket/" + "é".repeat(401)));

    assertThat(refused.reason()).contains("longer than 800 bytes");
  }

  @Test
  void makesKeysBelowThePrefix() {
    var location = BackupLocation.parse("s3://bucket/a/b");

    assertThat(location.key("meta/full_meta.json")).isEqualTo("a/b/meta/full_meta.json");
    assertThat(location.uri()).isEqualTo("s3://bucket/a/b");
  }
}
