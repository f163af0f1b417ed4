package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import java.time.Instant;

/**
 * A cluster as the registry knows it.
 *
 * @param milvusVersion what is to serve it; empty where that is not known
 * @param restoreJobId the job that made it, and alone may finish or drop it before it runs
 */
public record Cluster(
    String clusterId,
    String projectId,
    String clusterName,
    String description,
    String regionId,
    int cuSize,
    ClusterStatus status,
    Instant createTime,
    String milvusVersion,
    String restoreJobId) {

  /** Whether that job makes this cluster; others restore into it while it runs. */
  public boolean isMadeBy(String jobId) {
    return restoreJobId.equals(jobId);
  }

  static Cluster of(Item item) {
    return new Cluster(
        item.text("clusterId"),
        item.text("projectId"),
        item.text("clusterName"),
        item.findText("description").orElse(""),
        item.text("regionId"),
        Math.toIntExact(item.number("cuSize")),
        ClusterStatus.valueOf(item.text("status")),
        item.instant("createTime"),
        item.findText("milvusVersion").orElse(""),
        item.text("restoreJobId"));
  }

  Item toItem() {
    return Item.key(ClusterStore.partition(clusterId), ClusterStore.CLUSTER)
        .with("clusterId", clusterId)
        .with("projectId", projectId)
        .with("clusterName", clusterName)
        .with("description", description)
        .with("regionId", regionId)
        .with("cuSize", cuSize)
        .with("status", status.name())
        .with("createTime", createTime)
        .with("milvusVersion", milvusVersion)
        .with("restoreJobId", restoreJobId)
        .with("listKey", ClusterStore.listKey(projectId))
        .with("listSort", SortableTime.of(createTime) + "#" + clusterId);
  }
}
