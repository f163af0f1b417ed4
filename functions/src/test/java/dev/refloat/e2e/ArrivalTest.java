package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Backups come into the bucket, object by object, and go. */
final class ArrivalTest {
  private static final String META = "/meta/full_meta.json";

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups(stack);
  private final Api api = stack.api();
  private final S3Client s3 = stack.s3();
  private final String bucket = stack.connection().backupBucket();

  /** As a writer puts them, the full meta last. */
  private List<String> keys(Backup backup) {
    return s3
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(backup.prefix() + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private void copy(String from, String to) {
    s3.copyObject(
        r -> r.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  private JsonNode all(Backup backup) {
    return api.get(
            "/v2/backups?projectId=" + backups.project() + "&clusterId=" + backup.clusterId())
        .data();
  }

  private void awaitStatus(Backup backup, String status) {
    Backups.await(
        () -> backups.listed(backup).path("status").asText(), found -> found.equals(status));
  }

  @Test
  void aBackupIsKnownOnceItsFullMetaIsThereAndDeletedOnceThatIsGone() {
    Backup source = backups.elsewhere(SampleOptions.small("arriving", 171));
    Backup arriving =
        new Backup(source.clusterId(), backups.project() + "/" + source.clusterId() + "/arriving");
    List<String> keys = keys(source);
    keys.stream()
        .filter(key -> !key.endsWith(META))
        .forEach(key -> copy(key, key.replace(source.prefix(), arriving.prefix())));
    Backup marker = backups.sample(SampleOptions.small("marker", 172));
    backups.listed(marker);
    assertThat(all(arriving).path("count").asInt())
        .as("the event of a later backup was dealt with")
        .isZero();

    copy(source.prefix() + META, arriving.prefix() + META);
    JsonNode first = backups.listed(arriving);
    assertThat(first.path("status").asText()).isEqualTo("AVAILABLE");

    s3.deleteObject(r -> r.bucket(bucket).key(arriving.prefix() + META));
    awaitStatus(arriving, "DELETED");
    String path = backups.restorePath(arriving);
    Answer refused = api.post(path, backups.body("of-the-deleted", "KEEP"));
    assertThat(refused.code()).isEqualTo(96102);
    assertThat(refused.message()).contains("DELETED");

    copy(source.prefix() + META, arriving.prefix() + META);
    awaitStatus(arriving, "AVAILABLE");
    assertThat(backups.listed(arriving).path("backupId")).isEqualTo(first.path("backupId"));
    JsonNode job = backups.ended(api.post(path, backups.body("of-the-arrived", "KEEP")));
    assertThat(job.path("status").asText()).isEqualTo("SUCCESSFUL");
  }

  @Test
  void whatWasInTheBucketBeforeIsIndexedByOneCall() {
    Backup backup = backups.sample(SampleOptions.small("indexed", 173));
    JsonNode before = backups.listed(backup);

    JsonNode indexed = stack.invoke("IndexBackupsFunction", "{}");

    assertThat(indexed.path("registered").asLong()).isPositive();
    assertThat(indexed.path("next").isTextual()).isFalse();
    assertThat(backups.listed(backup)).isEqualTo(before);
    assertThat(indexed.path("failures").toString()).doesNotContain(backup.prefix());
  }
}
