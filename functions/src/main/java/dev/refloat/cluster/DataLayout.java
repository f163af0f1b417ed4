package dev.refloat.cluster;

import java.util.List;

/** Where a cluster's files are in the data bucket: Milvus's own layout under the cluster's id. */
public final class DataLayout {
  /** In place of a partition id: deletes that concern every partition. */
  public static final String ALL_PARTITIONS = "-1";

  private DataLayout() {}

  /** What the insert logs of a segment start with: field and log follow, a slash between them. */
  public static String insertFolder(
      String clusterId, String collectionId, String partitionId, String segmentId) {
    return insertLogs(clusterId) + collectionId + "/" + partitionId + "/" + segmentId + "/";
  }

  /** What the delta logs of a segment start with: the log follows. */
  public static String deltaFolder(
      String clusterId, String collectionId, String partitionId, String segmentId) {
    return deltaLogs(clusterId) + collectionId + "/" + partitionId + "/" + segmentId + "/";
  }

  /** The prefixes that hold every file of a collection, in key order. */
  public static List<String> collectionPrefixes(String clusterId, String collectionId) {
    return List.of(
        clusterId + "/delta_log/" + collectionId + "/",
        clusterId + "/insert_log/" + collectionId + "/");
  }

  /** Where an export writes the meta of a cluster, as a backup would have it. */
  public static String exportedMeta(String clusterId) {
    return clusterId + "/meta/full_meta.json";
  }

  /** What all insert logs of a cluster start with. */
  public static String insertLogs(String clusterId) {
    return clusterId + "/insert_log/";
  }

  /** What all delta logs of a cluster start with. */
  public static String deltaLogs(String clusterId) {
    return clusterId + "/delta_log/";
  }

  public static String clusterPrefix(String clusterId) {
    return clusterId + "/";
  }

  static String manifest(String clusterId, String collectionId) {
    return clusterId + "/catalogue/" + collectionId + ".json.gz";
  }
}
