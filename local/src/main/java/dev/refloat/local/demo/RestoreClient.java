package dev.refloat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The calls that the demonstration makes, in the terms of the API. */
public final class RestoreClient {
  private static final int PAGE = 100;

  private final Api api;
  private final String projectId;

  public RestoreClient(Api api, String projectId) {
    this.api = api;
    this.projectId = projectId;
  }

  /** A backup in the list. */
  public record Backup(String id, String status, long size) {}

  /** What a restore's answer holds, but for the password, which stays there. */
  public record Started(String clusterId, String username, String jobId) {}

  /** The project's backup of that cluster and name, when it is listed. */
  public Optional<Backup> backup(String clusterId, String name) throws DemoFailure {
    long seen = 0;
    for (int page = 1; ; page++) {
      JsonNode data =
          api.get(
              "/v2/backups?projectId="
                  + encoded(projectId)
                  + "&clusterId="
                  + encoded(clusterId)
                  + "&pageSize="
                  + PAGE
                  + "&currentPage="
                  + page);
      JsonNode backups = data.path("backups");
      for (JsonNode backup : backups) {
        if (backup.path("backupName").asText().equals(name)) {
          return Optional.of(
              new Backup(
                  text(backup, "backupId"), text(backup, "status"), backup.path("size").asLong()));
        }
      }
      seen += backups.size();
      if (backups.isEmpty() || seen >= data.path("count").asLong()) {
        return Optional.empty();
      }
    }
  }

  /** Has the backup at that place read and listed. */
  void register(String clusterId, String uri) throws DemoFailure {
    JsonNode body =
        JsonNodeFactory.instance.objectNode().put("projectId", projectId).put("uri", uri);
    api.post("/v2/clusters/" + encoded(clusterId) + "/backups/register", body);
  }

  /**
   * Starts the restore into a new cluster of the smallest size, each collection loaded or not as it
   * was.
   */
  public Started restore(String clusterId, String backupId, String clusterName) throws DemoFailure {
    JsonNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("projectId", projectId)
            .put("clusterName", clusterName)
            .put("cuSize", 1)
            .put("collectionStatus", "KEEP");
    JsonNode answer =
        api.post(
            "/v2/clusters/"
                + encoded(clusterId)
                + "/backups/"
                + encoded(backupId)
                + "/restoreCluster",
            body);
    text(answer, "password");
    return new Started(text(answer, "clusterId"), text(answer, "username"), text(answer, "jobId"));
  }

  public Job job(String jobId) throws DemoFailure {
    return Job.read(api.get("/v2/jobs/" + encoded(jobId)));
  }

  String clusterStatus(String clusterId) throws DemoFailure {
    return text(api.get("/v2/clusters/" + encoded(clusterId)), "status");
  }

  Catalogue catalogue(String clusterId) throws DemoFailure {
    return Catalogue.read(api.get("/v2/clusters/" + encoded(clusterId) + "/collections"));
  }

  private static String text(JsonNode data, String field) throws DemoFailure {
    String text = data.path(field).asText();
    if (text.isEmpty()) {
      throw new DemoFailure("The answer: expected the field " + field + ", found none");
    }
    return text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
