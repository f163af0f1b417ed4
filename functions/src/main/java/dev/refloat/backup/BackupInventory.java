package dev.refloat.backup;

import dev.refloat.backup.ExpectedObjects.Stretch;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.RangedListing;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Lists the objects of a backup and compares them with its meta.
 *
 * <p>The sizes must be equal: milvus-backup takes each {@code log_size} from a LIST of the bucket
 * it copies from, in every version from 0.2 on, and the files keep their bytes. It is not the
 * estimate that Milvus itself keeps of some of its logs.
 *
 * <p>The meta tells which keys there should be, so the whole key space under {@code binlogs/} is
 * cut into ranges of about equally many expected keys, mostly between two segments, which are
 * listed at the same time. Together they leave no gap: an object is found wherever it is, one of a
 * collection that the meta does not know too. A listing needs little more than one request per
 * 1,000 objects, be they in one collection or in thousands.
 *
 * <p>What is expected in a range is made folder by folder, as its list comes to it, and dropped
 * when it was compared; of what was found, no more than the ETags is kept.
 */
public final class BackupInventory {
  private static final Logger log = LoggerFactory.getLogger(BackupInventory.class);

  private final S3Client s3;
  private final int keysPerRange;

  public BackupInventory(S3Client s3) {
    this(s3, RangedListing.KEYS_PER_RANGE);
  }

  BackupInventory(S3Client s3, int keysPerRange) {
    this.s3 = s3;
    this.keysPerRange = keysPerRange;
  }

  /** A range of keys, and what is expected and found there. */
  private record Range(RangedListing.Range keys, RangeComparison comparison) {}

  /**
   * Lists the objects of a whole backup and says which belong to which collection.
   *
   * @throws Refused {@link ErrorCode#BACKUP_DAMAGED} naming by key what is missing, of another size
   *     or surplus
   */
  public Inventory take(BackupLocation location, BackupMeta meta) {
    var layout = new BackupLayout(location);
    var expected = new ExpectedObjects(meta, layout);
    return take(location, meta, expected.count(), whole(layout, expected, true));
  }

  /**
   * The same, but says what does not fit, and keeps nothing of what does. The findings are about
   * keys.
   */
  public Findings compare(BackupLocation location, BackupMeta meta) {
    var layout = new BackupLayout(location);
    List<Range> ranges = whole(layout, new ExpectedObjects(meta, layout), false);
    compare(location.bucket(), ranges);
    return discrepancies(ranges).findings();
  }

  private static Discrepancies discrepancies(List<Range> compared) {
    var discrepancies = new Discrepancies();
    compared.forEach(c -> discrepancies.addAll(c.comparison().discrepancies()));
    return discrepancies;
  }

  /**
   * The same of only those collections that {@code part} has: nothing is listed, and nothing is
   * told, of the others.
   *
   * @throws Refused as {@link #take}
   */
  public Inventory takeOnly(BackupLocation location, BackupMeta part) {
    var layout = new BackupLayout(location);
    var expected = new ExpectedObjects(part, layout);
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    for (LogKind kind : List.of(LogKind.DELTA, LogKind.INSERT)) {
      for (long id : ids(part)) {
        int to = from;
        while (to < expected.places() && expected.isOf(to, kind, id)) {
          to++;
        }
        String prefix = layout.collectionPrefix(kind, id);
        ranges.addAll(ranges(prefix, expected.cut(from, to, keysPerRange), true));
        from = to;
      }
    }
    return take(location, part, expected.count(), ranges);
  }

  /** In the order of the keys, so that the objects expected under them follow each other. */
  private static List<Long> ids(BackupMeta part) {
    return part.collections().stream()
        .map(CollectionMeta::collectionId)
        .distinct()
        .sorted(FolderOrder::compareIds)
        .toList();
  }

  private Inventory take(
      BackupLocation location, BackupMeta meta, long objects, List<Range> ranges) {
    long lists = compare(location.bucket(), ranges);
    Discrepancies discrepancies = discrepancies(ranges);
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
        .addKeyValue("objects", objects)
        .addKeyValue("ranges", ranges.size())
        .log("Backup listed");
    return new Inventory(collections(new BackupLayout(location), meta, ranges), lists);
  }

  private List<Range> whole(BackupLayout layout, ExpectedObjects expected, boolean keeping) {
    List<Stretch> stretches = expected.cut(0, expected.places(), keysPerRange);
    return ranges(layout.dataPrefix(), stretches, keeping);
  }

  /** One at least, since there is also to be found what is not expected. */
  private static List<Range> ranges(String prefix, List<Stretch> stretches, boolean keeping) {
    List<Range> ranges = new ArrayList<>();
    String after = null;
    for (int i = 0; i < Math.max(1, stretches.size()); i++) {
      Iterable<ExpectedObject> expected =
          stretches.isEmpty() ? List.of() : stretches.get(i).objects();
      String last = i + 1 < stretches.size() ? stretches.get(i).last() : null;
      ranges.add(
          new Range(
              new RangedListing.Range(prefix, after, last),
              new RangeComparison(expected, keeping)));
      after = last;
    }
    return ranges;
  }

  /** Answers how many requests it took. */
  private long compare(String bucket, List<Range> ranges) {
    try {
      return new RangedListing(s3).list(bucket, ranges, Range::keys, Range::comparison);
    } catch (AwsServiceException e) {
      throw BucketErrors.explain(
          e, bucket, "Listing s3://" + bucket + "/" + ranges.getFirst().keys().prefix());
    }
  }

  private static List<CollectionObjects> collections(
      BackupLayout layout, BackupMeta meta, List<Range> compared) {
    List<List<ETagList>> byCollection = new ArrayList<>();
    meta.collections().forEach(c -> byCollection.add(new ArrayList<>()));
    // Nothing is missing, so what was found is what was expected, in the same order.
    for (Range range : compared) {
      range.comparison().found().forEach(f -> byCollection.get(f.collection()).add(f.eTags()));
    }
    List<CollectionObjects> collections = new ArrayList<>();
    for (int i = 0; i < byCollection.size(); i++) {
      CollectionMeta collection = meta.collections().get(i);
      var expected = new ExpectedObjects(List.of(collection), layout);
      collections.add(
          new CollectionObjects(collection, new FoundObjects(expected, byCollection.get(i))));
    }
    return collections;
  }
}
