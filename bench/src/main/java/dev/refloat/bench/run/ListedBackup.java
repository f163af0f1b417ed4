package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.RestoreClient;
import java.time.Duration;
import java.util.Optional;

/** A backup registers itself some moments after its meta was written. */
public final class ListedBackup {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private ListedBackup() {}

  /**
   * Waits until the backup can be restored, and returns its id.
   *
   * @throws BenchFailure where that takes longer than a minute
   */
  public static String await(RestoreClient client, Backup backup) throws InterruptedException {
    long end = System.nanoTime() + WITHIN.toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<RestoreClient.Backup> found = client.backup(backup.clusterId(), backup.name());
        if (found.isPresent() && found.get().status().equals("AVAILABLE")) {
          return found.get().id();
        }
        Thread.sleep(POLL);
      }
    } catch (DemoFailure e) {
      throw new BenchFailure("The backups were not listed: " + e.getMessage(), e);
    }
    throw new BenchFailure(
        "Backup " + backup.name() + " was not listed within " + WITHIN.toSeconds() + " s");
  }
}
