package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.Latency;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.time.VirtualClock;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Three buckets: that of the backup, that of the restored files and that of the plans. */
public final class S3Service {
  public static final String BACKUP = "backup";
  public static final String DATA = "data";
  public static final String WORK = "work";

  /** What a LIST answers with at most. */
  static final int PAGE = 1_000;

  private final VirtualClock clock;
  private final Latency latency;
  private final Map<String, Partitions> partitions =
      Map.of(BACKUP, new Partitions(), DATA, new Partitions(), WORK, new Partitions());
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private long copyNanos;
  private final GeneratedBackup backup;
  private final RestoredObjects restored;
  private final WorkFiles work;
  private final Uploads uploads = new Uploads();

  /**
   * @param directory for the work bucket
   */
  public S3Service(VirtualClock clock, Latency latency, GeneratedBackup backup, Path directory) {
    this.clock = clock;
    this.latency = latency;
    this.backup = backup;
    this.restored = new RestoredObjects(backup);
    this.work = new WorkFiles(directory);
  }

  GeneratedBackup backup() {
    return backup;
  }

  RestoredObjects restored() {
    return restored;
  }

  WorkFiles work() {
    return work;
  }

  Uploads uploads() {
    return uploads;
  }

  /**
   * The object of the backup that a key names.
   *
   * @throws NoSuchKeyException where there is none
   */
  GeneratedBackup.Place source(String key) {
    GeneratedBackup.Place place = backup.place(key);
    if (place == null || !backup.key(place).equals(key)) {
      throw noSuchKey(key);
    }
    return place;
  }

  /** Where a request goes: what it is limited by. */
  record Target(String bucket, String key) {}

  /**
   * Makes one request: takes its time, then has its effect.
   *
   * @param source of a copy, which is read; null otherwise
   * @param bytesNanos what its bytes take
   * @throws S3Exception SlowDown
   */
  <T> T request(
      Kind kind,
      Target target,
      @Nullable Target source,
      long bytesNanos,
      Processor processor,
      Supplier<T> effect) {
    processor.compute(Facts.Lambda.CPU_PER_REQUEST);
    long now = clock.now();
    if (!admit(target, kind.isWrite(), now) || (source != null && !admit(source, false, now))) {
      processor.pass(Facts.S3.REFUSAL.toNanos());
      throw slowDown();
    }
    long nanos = latency.draw(Facts.S3.FIRST_BYTE, Facts.S3.SPREAD) + bytesNanos;
    processor.pass(nanos);
    synchronized (counts) {
      counts.merge(kind, 1L, Long::sum);
      if (kind == Kind.COPY) {
        copyNanos += nanos;
      }
    }
    return effect.get();
  }

  private boolean admit(Target target, boolean isWrite, long now) {
    return partitions(target.bucket).admit(target.key, isWrite, now);
  }

  public Partitions partitions(String bucket) {
    Partitions found = partitions.get(bucket);
    if (found == null) {
      throw new IllegalArgumentException("There is no bucket " + bucket);
    }
    return found;
  }

  private static S3Exception slowDown() {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(503)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("S3")
                    .errorCode("SlowDown")
                    .errorMessage("Please reduce your request rate.")
                    .build())
            .build();
  }

  static NoSuchKeyException noSuchKey(String key) {
    return NoSuchKeyException.builder()
        .statusCode(404)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode("NoSuchKey")
                .errorMessage("The specified key does not exist: " + key)
                .build())
        .build();
  }

  /** Requests that S3 took, which are those that it charges. */
  public Map<Kind, Long> counts() {
    synchronized (counts) {
      return new EnumMap<>(counts);
    }
  }

  /** What all copies took together, without what was refused. */
  public long copyNanos() {
    synchronized (counts) {
      return copyNanos;
    }
  }

  public void forgetCounts() {
    synchronized (counts) {
      counts.clear();
    }
  }

  /** Objects that are at the destination. */
  public int restoredObjects() {
    return restored.count();
  }
}
