package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/**
 * Registers the backups that are in a bucket: those that were there before anybody told of them,
 * and those whose event was lost.
 */
public final class BackupIndex {
  private static final int FAILED_SHOWN = 100;

  private final S3Client s3;
  private final BackupRegistrar registrar;

  public BackupIndex(S3Client s3, BackupRegistrar registrar) {
    this.s3 = s3;
    this.registrar = registrar;
  }

  /**
   * What a call came to.
   *
   * @param registered backups that can be restored, those that were known before included
   * @param failed backups that could not be registered
   * @param failures the first {@value #FAILED_SHOWN} of them
   * @param next where another call has to go on; null where all was seen
   */
  public record Indexed(
      long registered, long failed, List<Failure> failures, @Nullable String next) {}

  /** Why a backup could not be registered. */
  public record Failure(String prefix, ErrorCode code, String reason) {}

  /**
   * Looks at each folder {@code {projectId}/{clusterId}/{backupName}/}, in the order of their
   * names. Doing it again changes nothing.
   *
   * @param from the first one to look at; empty: all
   * @param timeIsUp whether no other is to be begun
   * @throws Refused where the bucket cannot be listed
   */
  public Indexed index(String bucket, String from, BooleanSupplier timeIsUp) {
    long registered = 0;
    long failed = 0;
    var failures = new ArrayList<Failure>();
    for (String backup : (Iterable<String>) backups(bucket, from)::iterator) {
      if (timeIsUp.getAsBoolean()) {
        return new Indexed(registered, failed, failures, backup);
      }
      try {
        Optional<BackupRecord> found = registrar.look(bucket, backup + MetaReader.FULL);
        registered += found.filter(b -> b.status() == BackupStatus.AVAILABLE).isPresent() ? 1 : 0;
      } catch (Refused e) {
        failed++;
        if (failures.size() < FAILED_SHOWN) {
          failures.add(new Failure(backup, e.code(), e.reason()));
        }
      }
    }
    return new Indexed(registered, failed, failures, null);
  }

  private Stream<String> backups(String bucket, String from) {
    return folders(bucket, "", Ids::isProject)
        .flatMap(project -> folders(bucket, project, Ids::isCluster))
        .flatMap(cluster -> folders(bucket, cluster, _ -> true))
        .filter(backup -> backup.compareTo(from) >= 0);
  }

  /** Folders below a prefix, by their last name. */
  private Stream<String> folders(String bucket, String prefix, Predicate<String> wanted) {
    try {
      return s3
          .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).delimiter("/"))
          .commonPrefixes()
          .stream()
          .map(CommonPrefix::prefix)
          .filter(folder -> wanted.test(folder.substring(prefix.length(), folder.length() - 1)))
          .toList()
          .stream();
    } catch (AwsServiceException e) {
      throw BucketErrors.explain(e, bucket, "Listing s3://" + bucket + "/" + prefix);
    }
  }
}
