package dev.refloat.backup;

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
 * cut into ranges of equally many expected keys, which are listed at the same time. Together they
 * leave no gap: an object is found wherever it is, one of a collection that the meta does not know
 * too. A listing needs little more than one request per 1,000 objects, be they in one collection or
 * in thousands.
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
    List<ExpectedObject> expected = ExpectedObject.of(meta, layout);
    return take(location, meta, expected, ranges(layout.dataPrefix(), expected, true));
  }

  /**
   * The same, but says what does not fit, and keeps nothing of what does. The findings are about
   * keys.
   */
  public Findings compare(BackupLocation location, BackupMeta meta) {
    var layout = new BackupLayout(location);
    List<Range> ranges = ranges(layout.dataPrefix(), ExpectedObject.of(meta, layout), false);
    return discrepancies(compare(location.bucket(), ranges)).findings();
  }

  private static Discrepancies discrepancies(List<RangeComparison> compared) {
    var discrepancies = new Discrepancies();
    compared.forEach(c -> discrepancies.addAll(c.discrepancies()));
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
    List<ExpectedObject> expected = ExpectedObject.of(part, layout);
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    for (String prefix : prefixes(part, layout)) {
      int to = from;
      while (to < expected.size() && expected.get(to).key().startsWith(prefix)) {
        to++;
      }
      ranges.addAll(ranges(prefix, expected.subList(from, to), true));
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
    Discrepancies discrepancies = discrepancies(compared);
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

  private List<Range> ranges(String prefix, List<ExpectedObject> expected, boolean keeping) {
    List<Range> ranges = new ArrayList<>();
    String after = null;
    for (int from = 0; from < expected.size() || from == 0; from += keysPerRange) {
      int to = Math.min(from + keysPerRange, expected.size());
      String last = to == expected.size() ? null : expected.get(to - 1).key();
      ranges.add(
          new Range(
              new RangedListing.Range(prefix, after, last),
              new RangeComparison(expected.subList(from, to), keeping)));
      after = last;
    }
    return ranges;
  }

  private List<RangeComparison> compare(String bucket, List<Range> ranges) {
    try {
      new RangedListing(s3).list(bucket, ranges, Range::keys, Range::comparison);
    } catch (AwsServiceException e) {
      throw BucketErrors.explain(
          e, bucket, "Listing s3://" + bucket + "/" + ranges.getFirst().keys().prefix());
    }
    ranges.forEach(range -> range.comparison().end());
    return ranges.stream().map(Range::comparison).toList();
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
