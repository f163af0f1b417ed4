package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.BackupInventory;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.MetaCheck;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.S3Writes;
import dev.refloat.testing.Samples;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a backup of many segments as a restore does. With {@code -Drefloat.segments=1000000} and
 * {@code -Xmx1g} it is the largest that is meant to be possible; each step's costs are logged.
 */
final class LargeBackupTest {
  private static final int SEGMENTS = Integer.getInteger("refloat.segments", 20_000);
  private static final Verify VERIFY =
      Boolean.getBoolean("refloat.content") ? Verify.CONTENT : Verify.FILES;
  private static final Logger log = LoggerFactory.getLogger(LargeBackupTest.class);

  private final LargeBackup backup = new LargeBackup(SEGMENTS);
  private double before = cpuSeconds();

  @Test
  void aLargeBackupIsPlannedInLittleMemory() {
    BackupMeta meta = new MetaReader(backup).read(LargeBackup.LOCATION);
    report("read");
    assertThat(MetaCheck.check(meta).problems()).isEmpty();
    report("checked");
    var inventory = new BackupInventory(backup).take(LargeBackup.LOCATION, meta);
    report("listed");
    CollectionObjects found = inventory.collections().getFirst();
    PlannedCollection plan = write(found);
    report("planned");

    assertThat(inventory.objects()).isEqualTo(backup.objects());
    assertThat(plan.objects()).isEqualTo(Integer.toString(backup.objects()));
    assertThat(backup.lists()).isLessThanOrEqualTo(backup.objects() / 1_000 * 6 / 5 + 1);
    assertThat(backup.written()).isGreaterThan(backup.objects() * 100L);
  }

  private PlannedCollection write(CollectionObjects found) {
    var cluster =
        new Cluster(
            "in01-new",
            "proj-1234",
            "target",
            "",
            "us-east-1",
            1,
            ClusterStatus.RESTORE_BACKUP,
            Samples.START,
            "2.6",
            "job-1");
    var target = new Target("default", "large", "default", "large", Load.KEEP);
    var ids = new NewIds(found.meta(), 470_000_000_000_000_000L);
    var destination = new Destination(cluster, found, target, ids, "2.6.0");
    try (var writes = new S3Writes(backup, 1)) {
      return new CollectionPlanner(
              new Parallelism(CopyLimits.DEFAULT, Pace.DEFAULT, 100), new PlanFile(backup, "work"))
          .write(
              writes,
              new PlanFiles("work", "job-1", 0, "00000"),
              found,
              CollectionPlanner.size(found),
              destination,
              VERIFY)
          .collection();
    }
  }

  private void report(String step) {
    double cpu = cpuSeconds() - before;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.gc();
    long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    log.atInfo()
        .addKeyValue("step", step)
        .addKeyValue("liveMiB", live >> 20)
        .addKeyValue("peakMiB", peak >> 20)
        .addKeyValue("cpuSeconds", "%.1f".formatted(cpu))
        .log("Measured");
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    before = cpuSeconds();
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
