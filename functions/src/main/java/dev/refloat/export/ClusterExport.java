package dev.refloat.export;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.DataLayout;
import dev.refloat.cluster.Database;
import dev.refloat.cluster.Databases;
import dev.refloat.copy.S3Output;
import dev.refloat.copy.S3Writes;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.Rbac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes the meta of a cluster as a backup of milvus-backup has one, over the files that were
 * restored. It shows what is visible at one moment: the catalogue is read, then the files are
 * listed; where one is not as the catalogue has it, since its collection was replaced in between,
 * both are read again. The object is written in one go and replaces the one that an earlier export
 * wrote; nothing else is written.
 */
public final class ClusterExport {
  /** So many are listed and written in the time that a call has. */
  static final long MOST_OBJECTS = 1_000_000;

  private static final int NAMED = 20;

  /** Each is repeated only because a collection was replaced during it. */
  private static final int READS = 3;

  private static final Logger log = LoggerFactory.getLogger(ClusterExport.class);

  private final S3Client s3;
  private final String dataBucket;
  private final Catalogue catalogue;
  private final Databases databases;
  private final long mostObjects;

  public ClusterExport(S3Client s3, String dataBucket, Catalogue catalogue, Databases databases) {
    this(s3, dataBucket, catalogue, databases, MOST_OBJECTS);
  }

  ClusterExport(
      S3Client s3, String dataBucket, Catalogue catalogue, Databases databases, long mostObjects) {
    this.s3 = s3;
    this.dataBucket = dataBucket;
    this.catalogue = catalogue;
    this.databases = databases;
    this.mostObjects = mostObjects;
  }

  /** What was written, and where. */
  public record Exported(String uri, int collections, int segments, long objects, long bytes) {}

  /** What is visible, with its files. */
  private record Seen(List<CatalogueEntry> entries, FileListing.Listed files) {
    List<String> problems() {
      return Stream.concat(
              files.segments().values().stream()
                  .filter(segment -> !segment.isWhole())
                  .map(SegmentFiles::toString)
                  .sorted(),
              files.unknown().stream().map(key -> key + " is of no segment that is known"))
          .toList();
    }
  }

  /**
   * Doing it again writes the same, as long as the same is visible.
   *
   * @param rbac empty where it is to be without users and roles
   * @throws Refused 96121 where the cluster does not run, 96143 where it has too many objects,
   *     96144 where its files are not those that were restored, naming them
   */
  public Exported export(Cluster cluster, Optional<Rbac> rbac) {
    if (cluster.status() != ClusterStatus.RUNNING) {
      throw new Refused(
          ErrorCode.CLUSTER_NOT_RUNNING,
          "Cluster %s is %s; only one that is RUNNING can be exported."
              .formatted(cluster.clusterId(), cluster.status()));
    }
    String clusterId = cluster.clusterId();
    List<CatalogueEntry> entries = entries(clusterId);
    for (int reads = 1; ; reads++) {
      Seen seen = new Seen(entries, new FileListing(s3, dataBucket).list(clusterId, entries));
      List<String> problems = seen.problems();
      if (problems.isEmpty()) {
        return write(clusterId, seen, rbac);
      }
      entries = entries(clusterId);
      if (reads == READS || ids(entries).equals(ids(seen.entries()))) {
        throw damaged(problems);
      }
    }
  }

  private List<CatalogueEntry> entries(String clusterId) {
    List<CatalogueEntry> entries = catalogue.list(clusterId);
    long objects =
        entries.stream()
            .flatMap(CatalogueEntry::segments)
            .mapToLong(CatalogueEntry.Segment::logs)
            .sum();
    if (objects > mostObjects) {
      throw new Refused(
          ErrorCode.EXPORT_TOO_LARGE,
          "Cluster %s has %d objects; up to %d can be exported."
              .formatted(clusterId, objects, mostObjects));
    }
    return entries;
  }

  private static Set<String> ids(List<CatalogueEntry> entries) {
    return entries.stream().map(CatalogueEntry::collectionId).collect(Collectors.toSet());
  }

  private static Refused damaged(List<String> problems) {
    int more = problems.size() - NAMED;
    return new Refused(
        ErrorCode.CLUSTER_FILES_DAMAGED,
        "The files of the cluster are not those that were restored: "
            + String.join("; ", problems.subList(0, Math.min(NAMED, problems.size())))
            + (more > 0 ? "; and " + more + " more." : ".")
            + " Restore the collections anew.");
  }

  private Exported write(String clusterId, Seen seen, Optional<Rbac> rbac) {
    String key = DataLayout.exportedMeta(clusterId);
    List<Database> all = databases.list(clusterId, seen.entries());
    try (var writes = new S3Writes(s3, 1);
        var output = new S3Output(writes, dataBucket, key)) {
      new MetaWriter(clusterId, seen.files().segments(), new MetaOutput(output))
          .write(seen.entries(), all, rbac);
      writes.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var exported = exported(key, seen);
    log.atInfo()
        .addKeyValue("clusterId", clusterId)
        .addKeyValue("objects", exported.objects())
        .log("Cluster exported");
    return exported;
  }

  private Exported exported(String key, Seen seen) {
    var segments = seen.files().segments().values();
    return new Exported(
        "s3://" + dataBucket + "/" + key,
        seen.entries().size(),
        segments.size(),
        segments.stream().mapToLong(segment -> segment.logs().size()).sum(),
        segments.stream().mapToLong(SegmentFiles::bytes).sum());
  }
}
