package dev.refloat.faults;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.DataLayout;
import dev.refloat.faults.SmallBackup.LogKey;
import dev.refloat.faults.SmallBackup.Stored;
import dev.refloat.testing.EmbeddedAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files of one cluster, as they are when this is made. */
final class Files {
  private final String bucket;
  private final Map<String, Long> sizes = new TreeMap<>();
  private final String prefix;

  Files(World world, String clusterId) {
    bucket = world.settings.dataBucket();
    prefix = DataLayout.clusterPrefix(clusterId);
    EmbeddedAws.s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .forEach((S3Object object) -> sizes.put(object.key(), object.size()));
  }

  /** Every key with its size. */
  Map<String, Long> sizes() {
    return sizes;
  }

  List<String> openUploads() {
    return EmbeddedAws.s3()
        .listMultipartUploads(r -> r.bucket(bucket).prefix(prefix))
        .uploads()
        .stream()
        .map(MultipartUpload::key)
        .toList();
  }

  /**
   * The keys that a collection has to have, by the segments of its catalogue entry and the objects
   * that the backup has of them: nothing here comes from the plan.
   */
  static Map<String, Stored> expected(CatalogueEntry entry, List<SmallBackup> sources) {
    Map<String, String[]> places = new HashMap<>();
    entry
        .partitions()
        .forEach(
            partition ->
                partition
                    .segments()
                    .forEach(
                        segment ->
                            places.put(
                                segment.sourceSegmentId(),
                                new String[] {partition.partitionId(), segment.segmentId()})));
    return sources.stream()
        .flatMap(source -> source.collections().values().stream())
        .filter(logs -> logs.keySet().stream().anyMatch(log -> places.containsKey(log.segment())))
        .findFirst()
        .map(logs -> keys(entry, places, logs))
        .orElseGet(Map::of);
  }

  private static Map<String, Stored> keys(
      CatalogueEntry entry, Map<String, String[]> places, Map<LogKey, Stored> collection) {
    var keys = new TreeMap<String, Stored>();
    collection.forEach(
        (log, stored) -> {
          String[] place = Objects.requireNonNull(places.get(log.segment()));
          String id = entry.collectionId();
          keys.put(
              log.kind().equals("delta_log")
                  ? DataLayout.deltaFolder(entry.clusterId(), id, place[0], place[1]) + log.log()
                  : DataLayout.insertFolder(entry.clusterId(), id, place[0], place[1])
                      + log.field()
                      + "/"
                      + log.log(),
              stored);
        });
    return keys;
  }

  /** Keys of a collection that are not there, or not of their size. */
  List<String> missing(CatalogueEntry entry, List<SmallBackup> sources) {
    var missing = new ArrayList<String>();
    expected(entry, sources)
        .forEach(
            (key, stored) -> {
              Long size = sizes.get(key);
              if (size == null || size != stored.size()) {
                missing.add(key);
              }
            });
    return missing;
  }

  /** Keys whose bytes are not those of the backup. */
  List<String> different(Map<String, Stored> expected) {
    return expected.entrySet().stream()
        .filter(e -> sizes.containsKey(e.getKey()))
        .filter(e -> !digest(e.getKey()).equals(e.getValue().digest()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private String digest(String key) {
    return SmallBackup.digest(
        EmbeddedAws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
  }
}
