package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the objects of a backup and compares them with its meta.
 *
 * <p>The sizes must be equal: milvus-backup takes each {@code log_size} from a LIST of the bucket
 * it copies from, in every version from 0.2 on, and the files keep their bytes. It is not the
 * estimate that Milvus itself keeps of some of its logs.
 *
 * <p>The meta tells which keys there should be, so the whole key space under {@code binlogs/} is
 * cut into ranges of equally many expected keys, which are listed at the same time. Together they
 * leave no gap: an object is found wherever it is, one of a collection that the meta does not know
 * too. A listing needs little more than one request per 1,000 objects, be they in one collection or
 * in thousands.
 */
public final class BackupInventory {
  /** Five full pages: few enough for many ranges at once, and no page of a range is half empty. */
  private static final int KEYS_PER_RANGE = 5_000;

  private static final int RANGES_AT_ONCE = 32;
  private static final Logger log = LoggerFactory.getLogger(BackupInventory.class);

  private final S3Client s3;
  private final int keysPerRange;

  public BackupInventory(S3Client s3) {
    this(s3, KEYS_PER_RANGE);
  }

  BackupInventory(S3Client s3, int keysPerRange) {
    this.s3 = s3;
    this.keysPerRange = keysPerRange;
  }

  /**
   * @param prefix of all keys that are compared
   * @param after where the range starts, exclusive; null: at the first key
   * @param last where it ends, inclusive; null: after the last key
   */
  private record Range(
      String prefix, @Nullable String after, @Nullable String last, List<ExpectedObject> expected) {
    boolean endsBefore(String key) {
      return last != null && key.compareTo(last) > 0;
    }

    boolean endsAt(String key) {
      return last != null && key.compareTo(last) >= 0;
    }
  }

  /**
   * Lists the objects of a whole backup and says which belong to which collection.
   *
   * @throws Refused {@link ErrorCode#BACKUP_DAMAGED} naming by key what is missing, of another size
   *     or surplus
   */
  public Inventory take(BackupLocation location, BackupMeta meta) {
    var layout = new BackupLayout(location);
    List<ExpectedObject> expected = ExpectedObject.of(meta, layout);
    return take(location, meta, expected, ranges(layout.dataPrefix(), expected));
  }

  /**
   * The same of only those collections that {@code part} has: nothing is listed, and nothing is
   * told, of the others.
   *
   * @throws Refused as {@link #take}
   */
  public Inventory takeOnly(BackupLocation location, BackupMeta part) {
    var layout = new BackupLayout(location);
    List<ExpectedObject> expected = ExpectedObject.of(part, layout);
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    for (String prefix : prefixes(part, layout)) {
      int to = from;
      while (to < expected.size() && expected.get(to).key().startsWith(prefix)) {
        to++;
      }
      ranges.addAll(ranges(prefix, expected.subList(from, to)));
      from = to;
    }
    return take(location, part, expected, ranges);
  }

  /** In the order of the keys, so that the objects expected under them follow each other. */
  private static List<String> prefixes(BackupMeta part, BackupLayout layout) {
    return part.collections().stream()
        .flatMap(c -> layout.collectionPrefixes(c.collectionId()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Inventory take(
      BackupLocation location, BackupMeta meta, List<ExpectedObject> expected, List<Range> ranges) {
    List<RangeComparison> compared = compare(location.bucket(), ranges);
    var discrepancies = new Discrepancies();
    compared.forEach(c -> discrepancies.addAll(c.discrepancies()));
    if (!discrepancies.isEmpty()) {
      throw new Refused(
          ErrorCode.BACKUP_DAMAGED,
          "The files of the backup at "
              + location
              + " do not fit its meta: "
              + discrepancies.describe()
              + ".");
    }
    log.atInfo()
        .addKeyValue("location", location)
        .addKeyValue("objects", expected.size())
        .addKeyValue("ranges", ranges.size())
        .log("Backup listed");
    return inventory(meta, expected, compared);
  }

  private List<Range> ranges(String prefix, List<ExpectedObject> expected) {
    List<Range> ranges = new ArrayList<>();
    String after = null;
    for (int from = 0; from < expected.size() || from == 0; from += keysPerRange) {
      int to = Math.min(from + keysPerRange, expected.size());
      String last = to == expected.size() ? null : expected.get(to - 1).key();
      ranges.add(new Range(prefix, after, last, expected.subList(from, to)));
      after = last;
    }
    return ranges;
  }

  private List<RangeComparison> compare(String bucket, List<Range> ranges) {
    var permits = new Semaphore(RANGES_AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RangeComparison>> running = new ArrayList<>();
      for (Range range : ranges) {
        running.add(
            threads.submit(
                () -> {
                  permits.acquire();
                  try {
                    return compare(bucket, range);
                  } finally {
                    permits.release();
                  }
                }));
      }
      try {
        List<RangeComparison> done = new ArrayList<>();
        for (Future<RangeComparison> future : running) {
          done.add(future.get());
        }
        return done;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof AwsServiceException error
            ? BucketErrors.explain(
                error, bucket, "Listing s3://" + bucket + "/" + ranges.getFirst().prefix())
            : new IllegalStateException("Listing failed", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Listing a backup was interrupted", e);
      }
    }
  }

  private RangeComparison compare(String bucket, Range range) {
    var comparison = new RangeComparison(range.expected());
    var request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(range.prefix())
            .startAfter(range.after());
    boolean more = true;
    while (more) {
      ListObjectsV2Response page = s3.listObjectsV2(request.build());
      for (S3Object object : page.contents()) {
        if (!range.endsBefore(object.key())) {
          comparison.listed(object.key(), object.size(), object.eTag());
        }
      }
      more =
          page.isTruncated()
              && !page.contents().isEmpty()
              && !range.endsAt(page.contents().getLast().key());
      request.continuationToken(page.nextContinuationToken());
    }
    comparison.end();
    return comparison;
  }

  private static Inventory inventory(
      BackupMeta meta, List<ExpectedObject> expected, List<RangeComparison> compared) {
    List<List<SourceObject>> byCollection = new ArrayList<>();
    meta.collections().forEach(c -> byCollection.add(new ArrayList<>()));
    int i = 0;
    for (RangeComparison range : compared) {
      for (SourceObject object : range.found()) {
        // Nothing is missing, so what was found is what was expected, in the same order.
        byCollection.get(expected.get(i++).collection()).add(object);
      }
    }
    List<CollectionObjects> collections = new ArrayList<>();
    for (int c = 0; c < byCollection.size(); c++) {
      collections.add(new CollectionObjects(meta.collections().get(c), byCollection.get(c)));
    }
    return new Inventory(collections);
  }
}
