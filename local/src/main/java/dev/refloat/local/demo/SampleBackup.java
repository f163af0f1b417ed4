package dev.refloat.local.demo;

import dev.refloat.local.sample.S3Sink;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleSummary;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.local.stack.Connection;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes sample backups where a stack finds them. */
final class SampleBackup {
  private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Connection connection;
  private final RestoreClient client;
  private final S3Client s3;
  private final PrintStream out;

  SampleBackup(Connection connection, RestoreClient client, S3Client s3, PrintStream out) {
    this.connection = connection;
    this.client = client;
    this.s3 = s3;
    this.out = out;
  }

  /**
   * One that the service lists.
   *
   * @param prefix of its keys in the backup bucket, with its closing slash
   */
  record Written(SampleSummary sample, String prefix, String backupId) {}

  /**
   * Writes one, and waits until it is listed.
   *
   * @param clusterId the cluster that it is of
   */
  Written write(String clusterId, SampleOptions options) throws DemoFailure, IOException {
    String prefix = connection.projectId() + "/" + clusterId + "/" + options.name() + "/";
    SampleSummary sample = write(options, prefix);
    if (!options.shape().hasFullMeta() || options.shape().isRefused()) {
      // Nobody is told of a backup without its last file, or whether one was refused.
      client.register(clusterId, "s3://" + connection.backupBucket() + "/" + prefix);
    }
    return new Written(sample, prefix, await(clusterId, sample));
  }

  private SampleSummary write(SampleOptions options, String prefix) throws IOException {
    out.println("Writing a sample backup to s3://" + connection.backupBucket() + "/" + prefix);
    Instant start = Instant.now();
    SampleSummary sample;
    try (S3Sink sink = new S3Sink(s3, connection.backupBucket(), prefix)) {
      sample = SampleWriter.write(options, sink);
    }
    Duration took = Duration.between(start, Instant.now());
    out.println(
        "  "
            + Units.count(sample.collections().size(), "collection")
            + ", "
            + Units.count(sample.objects(), "object")
            + ", "
            + Units.bytes(sample.bytes())
            + " in "
            + Units.seconds(took));
    return sample;
  }

  private String await(String clusterId, SampleSummary sample) throws DemoFailure {
    Instant start = Instant.now();
    Optional<RestoreClient.Backup> backup;
    do {
      backup = client.backup(clusterId, sample.name());
      if (backup.isPresent() && backup.get().status().equals("AVAILABLE")) {
        if (backup.get().size() != sample.bytes()) {
          throw new DemoFailure(
              "Size of the listed backup: expected "
                  + sample.bytes()
                  + ", found "
                  + backup.get().size());
        }
        out.println(
            "Listed as "
                + backup.get().id()
                + " after "
                + Units.seconds(Duration.between(start, Instant.now())));
        return backup.get().id();
      }
      pause();
    } while (Duration.between(start, Instant.now()).compareTo(LISTED_WITHIN) < 0);
    throw new DemoFailure(
        "GET /v2/backups: expected backup "
            + sample.name()
            + " as AVAILABLE within "
            + LISTED_WITHIN.toSeconds()
            + " s, found "
            + backup.map(found -> "status " + found.status()).orElse("no such backup"));
  }

  private static void pause() throws DemoFailure {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted", e);
    }
  }
}
