package dev.refloat.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.RestoreCollectionRequest;
import dev.refloat.restore.Verify;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a trigger restores: the body of restoreCluster or, where it has {@code destClusterId}, of
 * restoreCollection, and of which backup.
 *
 * @param clusterId that was backed up; absent where what fires the trigger says it
 * @param backup {@link #LATEST} or an id; absent where what fires the trigger says it
 * @param body the other fields, in which {@code clusterName} may be a {@link DatedName}
 */
record TriggeredRestore(Optional<String> clusterId, Optional<String> backup, ObjectNode body) {
  static final String LATEST = "latest";

  private static final String PATH = "restore.";
  private static final String CLUSTER = "clusterId";
  private static final String BACKUP = "backup";
  private static final String NAME = "clusterName";
  private static final String DESTINATION = "destClusterId";

  /**
   * Takes it apart, and checks those fields that the bodies of the routes do not have.
   *
   * @throws Refused 96036, 96112
   */
  static TriggeredRestore read(ObjectNode json) {
    ObjectNode body = json.deepCopy();
    Optional<String> clusterId = take(body, CLUSTER);
    if (clusterId.filter(id -> !Ids.isCluster(id)).isPresent()) {
      throw new Refused(
          ErrorCode.CLUSTER_ID_MALFORMED,
          PATH
              + CLUSTER
              + " must be the id of the cluster that was backed up, like"
              + " in01-0123456789abcde.");
    }
    if (body.hasNonNull("planId")) {
      throw malformed("planId must be left out: a plan is of one backup, once.");
    }
    return new TriggeredRestore(clusterId, take(body, BACKUP), body);
  }

  private static Optional<String> take(ObjectNode body, String field) {
    JsonNode value = body.remove(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || !Ids.mayBeOne(value.textValue())) {
      throw malformed(field + " must be a string of 1 to 128 characters.");
    }
    return Optional.of(value.textValue());
  }

  boolean isOfCollections() {
    return body.hasNonNull(DESTINATION);
  }

  /** The cluster that collections are restored into. */
  Optional<String> destination() {
    return Optional.ofNullable(body.get(DESTINATION)).map(JsonNode::textValue);
  }

  /** The project of the new cluster; absent of collections. */
  Optional<String> project() {
    return Optional.ofNullable(body.get("projectId"))
        .or(() -> Optional.ofNullable(body.get("targetProjectId")))
        .map(JsonNode::textValue);
  }

  /** In that project, where it makes a cluster and names no project. */
  TriggeredRestore inProject(String projectId) {
    return isOfCollections() || project().isPresent() ? this : with("projectId", projectId);
  }

  boolean has(String field) {
    return body.hasNonNull(field);
  }

  /**
   * As it is at a time.
   *
   * @throws Refused 96010
   */
  TriggeredRestore at(Instant time, ZoneId zone) {
    JsonNode name = body.path(NAME);
    return name.isTextual() ? with(NAME, new DatedName(name.textValue()).at(time, zone)) : this;
  }

  /** To a scratch cluster of that name, every file of which is opened. */
  TriggeredRestore asDrill(String scratchName) {
    return with(NAME, scratchName).with("verify", Verify.CONTENT.name());
  }

  private TriggeredRestore with(String field, String value) {
    ObjectNode changed = body.deepCopy();
    changed.put(field, value);
    return new TriggeredRestore(clusterId, backup, changed);
  }

  /**
   * Passes where it is a body that the route takes.
   *
   * @throws Refused with the codes of the route
   */
  void check() {
    (isOfCollections() ? RestoreCollectionRequest.SHAPE : RestoreClusterRequest.SHAPE)
        .require(body, PATH);
  }

  private static Refused malformed(String message) {
    return new Refused(ErrorCode.FIELD_MALFORMED, PATH + message);
  }
}
