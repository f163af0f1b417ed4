package dev.refloat.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.job.JobStatus;
import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One time that a trigger fired.
 *
 * @param time of what fired it; firings of a trigger are in its order
 * @param firingId the same for each telling of what fired it
 * @param backupId that arrived, and from the beginning of the restore on that which is restored
 * @param file that fired it
 * @param code why it was refused, as the API would say it; 0 otherwise
 * @param reason why it was refused, or did not come to its turn, or its restore failed
 * @param answered whether the result was put beside the file
 */
public record Firing(
    String triggerId,
    Instant time,
    String firingId,
    FiringStatus status,
    Optional<String> backupId,
    Optional<RequestFile> file,
    Optional<String> jobId,
    Optional<String> clusterId,
    int code,
    String reason,
    boolean answered) {
  /** As long as jobs are kept. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final String PREFIX = "FIRING#";
  private static final int ID_DIGITS = 20;

  static Firing ofBackup(String triggerId, Instant time, String backupId, String metaETag) {
    return waiting(
        triggerId, time, backupId + "/" + metaETag, Optional.of(backupId), Optional.empty());
  }

  static Firing ofTime(String triggerId, Instant time) {
    return waiting(triggerId, time, "", Optional.empty(), Optional.empty());
  }

  static Firing ofFile(String triggerId, Instant time, RequestFile file) {
    return waiting(
        triggerId, time, file.key() + "/" + file.eTag(), Optional.empty(), Optional.of(file));
  }

  private static Firing waiting(
      String triggerId,
      Instant time,
      String cause,
      Optional<String> backupId,
      Optional<RequestFile> file) {
    return new Firing(
        triggerId,
        time,
        "fire-" + digest(triggerId + "/" + SortableTime.of(time) + "/" + cause),
        FiringStatus.WAITING,
        backupId,
        file,
        Optional.empty(),
        Optional.empty(),
        0,
        "",
        false);
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** How the end of its job is called here. */
  static FiringStatus ended(JobStatus job) {
    return switch (job) {
      case SUCCESSFUL -> FiringStatus.SUCCESSFUL;
      case CANCELED -> FiringStatus.CANCELED;
      case FAILED -> FiringStatus.FAILED;
      case PENDING, IN_PROGRESS, CANCELING ->
          throw new IllegalArgumentException("The job has not ended");
    };
  }

  /** Sorts the firings of a trigger by time; the attribute by which the trigger names this one. */
  String key() {
    return PREFIX + SortableTime.of(time) + "#" + firingId;
  }

  /** Where the file is that fired it. */
  public Optional<String> fileUri() {
    return file.map(found -> "s3://" + found.bucket() + "/" + found.key());
  }

  static String prefix() {
    return PREFIX;
  }

  static Firing of(Item item) {
    return new Firing(
        item.text("triggerId"),
        item.instant("time"),
        item.text("firingId"),
        FiringStatus.valueOf(item.text("status")),
        item.findText("backupId"),
        item.findText("fileKey")
            .map(key -> new RequestFile(item.text("fileBucket"), key, item.text("fileETag"))),
        item.findText("jobId"),
        item.findText("clusterId"),
        (int) item.count("code"),
        item.findText("reason").orElse(""),
        item.flag("answered"));
  }

  /** Of one that is new. */
  Item toItem(Instant now) {
    return Item.key(TriggerStore.partition(triggerId), key())
        .with("triggerId", triggerId)
        .with("time", time)
        .with("firingId", firingId)
        .with("status", status.name())
        .with("backupId", backupId.orElse(null))
        .with("fileBucket", fileText(file.map(RequestFile::bucket)))
        .with("fileKey", fileText(file.map(RequestFile::key)))
        .with("fileETag", fileText(file.map(RequestFile::eTag)))
        .with("reason", reason.isEmpty() ? null : reason)
        .with("expiresAt", now.plus(KEPT).getEpochSecond());
  }

  private static @Nullable String fileText(Optional<String> text) {
    return text.orElse(null);
  }

  Firing superseded(String why) {
    return new Firing(
        triggerId,
        time,
        firingId,
        FiringStatus.SUPERSEDED,
        backupId,
        file,
        jobId,
        clusterId,
        code,
        why,
        answered);
  }
}
