package dev.refloat.local.demo;

import dev.refloat.local.sample.LogObject;
import dev.refloat.local.sample.SampleSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The logs of a restored cluster in the data bucket, each with the log of the sample that it should
 * be a copy of. A restore gives new ids to collection, partition and segment and keeps those of
 * field and log; a log's id is unique in the sample, so that collection, kind, field and log id
 * find it.
 */
record RestoredObjects(List<Pair> pairs, List<String> differences, int otherObjects) {

  /** A log of the sample and its copy. */
  record Pair(LogObject source, S3Object copy) {}

  private record Place(String collection, LogObject.Kind kind, long field, long log) {}

  /** Lists the cluster's objects and finds what is missing, surplus or of another size. */
  static RestoredObjects list(
      S3Client s3, String bucket, String clusterId, SampleSummary sample, Catalogue catalogue) {
    Map<Place, LogObject> wanted = wanted(sample, catalogue);
    List<Pair> pairs = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    int others = 0;
    for (S3Object object :
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(clusterId + "/")).contents()) {
      String[] path = object.key().split("/", -1);
      boolean insert = path.length == 7 && path[1].equals("insert_log");
      if (!insert && !(path.length == 6 && path[1].equals("delta_log"))) {
        others++;
        continue;
      }
      LogObject source = wanted.remove(place(path, insert));
      if (source == null) {
        differences.add("Surplus object: expected no s3://" + bucket + "/" + object.key());
      } else if (source.size() != object.size()) {
        differences.add(
            "Size of s3://"
                + bucket
                + "/"
                + object.key()
                + ": expected "
                + source.size()
                + ", found "
                + object.size());
      } else {
        pairs.add(new Pair(source, object));
      }
    }
    wanted
        .values()
        .forEach(
            log ->
                differences.add(
                    "Missing object: expected a copy of " + log.key() + ", found none"));
    return new RestoredObjects(pairs, differences, others);
  }

  private static Map<Place, LogObject> wanted(SampleSummary sample, Catalogue catalogue) {
    Map<Place, LogObject> wanted = new HashMap<>();
    for (SampleSummary.Collection collection : sample.collections()) {
      // A collection that is not there has its logs reported as missing below a name instead of an
      // id.
      String id =
          CatalogueCheck.find(catalogue, collection)
              .map(Catalogue.Entry::id)
              .orElse(CatalogueCheck.name(collection));
      for (LogObject log : collection.logs()) {
        wanted.put(new Place(id, log.kind(), log.fieldId(), log.logId()), log);
      }
    }
    return wanted;
  }

  /** Ids that are not numbers give a place that nothing is wanted at. */
  private static Place place(String[] path, boolean insert) {
    long log = number(path[path.length - 1]);
    return insert
        ? new Place(path[2], LogObject.Kind.INSERT, number(path[5]), log)
        : new Place(path[2], LogObject.Kind.DELTA, LogObject.NO_FIELD, log);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }

  long bytes() {
    return pairs.stream().mapToLong(pair -> pair.source().size()).sum();
  }
}
