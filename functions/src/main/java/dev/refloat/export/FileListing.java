package dev.refloat.export;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.DataLayout;
import dev.refloat.platform.RangedListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Lists the files of visible collections, those of neighbours in one go: the ids of one restore
 * follow each other, and so do its keys. What lies between others may be a collection that is being
 * restored, of any size, and is not listed.
 */
final class FileListing {
  private final S3Client s3;
  private final String bucket;
  private final int keysPerRange;

  FileListing(S3Client s3, String bucket) {
    this(s3, bucket, RangedListing.KEYS_PER_RANGE);
  }

  FileListing(S3Client s3, String bucket, int keysPerRange) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keysPerRange = keysPerRange;
  }

  /**
   * What was listed.
   *
   * @param segments by path
   * @param unknown the keys of which the catalogue does not know the segment
   */
  record Listed(Map<String, SegmentFiles> segments, List<String> unknown) {}

  /** A stretch of keys without their folder; null: see {@link RangedListing.Range}. */
  private record Stretch(String after, String last) {}

  private static final class Files implements RangedListing.Sink {
    private final RangedListing.Range range;
    private final Map<String, SegmentFiles> segments;
    private final List<String> unknown = new ArrayList<>();

    Files(RangedListing.Range range, Map<String, SegmentFiles> segments) {
      this.range = range;
      this.segments = segments;
    }

    /** Its part after the folder is {@code collection/partition/segment/[field/]log}. */
    @Override
    public void listed(String key, long size, String eTag) {
      String[] parts = key.substring(range.prefix().length()).split("/", -1);
      SegmentFiles.@Nullable Log log = log(parts, size);
      SegmentFiles segment =
          log == null ? null : segments.get(parts[0] + "/" + parts[1] + "/" + parts[2] + "/");
      if (log == null || segment == null) {
        unknown.add(key);
      } else {
        // A segment is in one range of each folder, and those are listed one after the other.
        segment.logs().add(log);
      }
    }

    private SegmentFiles.@Nullable Log log(String[] parts, long size) {
      boolean delta = range.prefix().endsWith("/delta_log/");
      if (parts.length != (delta ? 4 : 5)) {
        return null;
      }
      String field = delta ? Long.toString(SegmentFiles.NO_FIELD) : parts[3];
      return field.matches("-?[0-9]{1,18}")
          ? new SegmentFiles.Log(Long.parseLong(field), parts[parts.length - 1], size)
          : null;
    }
  }

  /**
   * @param entries of one cluster
   */
  Listed list(String clusterId, List<CatalogueEntry> entries) {
    List<CatalogueEntry> ordered =
        entries.stream().sorted(Comparator.comparing(e -> e.collectionId() + "/")).toList();
    var segments = new HashMap<String, SegmentFiles>();
    List<Stretch> stretches = stretches(ordered, segments);
    var unknown = new ArrayList<String>();
    for (String folder :
        List.of(DataLayout.insertLogs(clusterId), DataLayout.deltaLogs(clusterId))) {
      List<Files> files =
          stretches.stream()
              .map(s -> new RangedListing.Range(folder, folder + s.after(), folder + s.last()))
              .map(range -> new Files(range, segments))
              .toList();
      new RangedListing(s3).list(bucket, files, f -> f.range, f -> f);
      files.forEach(f -> unknown.addAll(f.unknown));
    }
    return new Listed(segments, unknown);
  }

  /** Each holds whole segments, and the places between them. */
  private List<Stretch> stretches(
      List<CatalogueEntry> ordered, Map<String, SegmentFiles> segments) {
    var stretches = new ArrayList<Stretch>();
    String after = "";
    long keys = 0;
    for (int i = 0; i < ordered.size(); i++) {
      CatalogueEntry entry = ordered.get(i);
      if (after.isEmpty()) {
        after = entry.collectionId() + "/";
      }
      for (SegmentFiles files : SegmentFiles.of(entry)) {
        segments.put(files.path(), files);
        keys += files.segment().logs();
        if (keys >= keysPerRange) {
          stretches.add(new Stretch(after, endOf(files.path())));
          after = endOf(files.path());
          keys = 0;
        }
      }
      if (i + 1 == ordered.size() || !isNext(entry, ordered.get(i + 1))) {
        stretches.add(new Stretch(after, endOf(entry.collectionId() + "/")));
        after = "";
        keys = 0;
      }
    }
    return stretches;
  }

  /** Behind every key that begins with the folder: the digit 0 follows the slash. */
  private static String endOf(String folder) {
    return folder.substring(0, folder.length() - 1) + "0";
  }

  /** Whether no id between the two can be another collection's. */
  private static boolean isNext(CatalogueEntry entry, CatalogueEntry next) {
    return Long.parseLong(entry.collectionId())
            + 1
            + entry.partitions().size()
            + entry.segmentCount()
        == Long.parseLong(next.collectionId());
  }
}
