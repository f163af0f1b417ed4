package dev.refloat.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request to restore a cluster backup into a new cluster, with everything checked that its text
 * alone can tell.
 *
 * @param sourceClusterId the cluster that was backed up
 * @param projectId where the new cluster is to be
 */
public record RestoreClusterRequest(
    String sourceClusterId,
    String backupId,
    String projectId,
    String clusterName,
    int cuSize,
    CollectionStatus collectionStatus,
    RestoreVersionPolicy restoreVersionPolicy) {

  /** Every field a body may have. */
  public static final Set<String> FIELDS =
      Set.of(
          "projectId",
          "targetProjectId",
          "clusterName",
          "cuSize",
          "collectionStatus",
          "restoreVersionPolicy",
          "verify");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private enum Verify {
    FILES
  }

  /**
   * Reads the body of a call.
   *
   * @throws Refused for the first field, in the order of the contract, that is wrong
   */
  public static RestoreClusterRequest parse(
      String sourceClusterId, String backupId, ObjectNode json) {
    if (!Ids.isCluster(sourceClusterId)) {
      throw new Refused(
          ErrorCode.CLUSTER_ID_MALFORMED,
          "The clusterId in the path must look like in01-0123456789abcde.");
    }
    var body = new RequestBody(json);
    String project = project(body);
    String name = name(body.text("clusterName"));
    int cuSize = cuSize(body.integer("cuSize"));
    var collections =
        body.choice(
            "collectionStatus", CollectionStatus.class, ErrorCode.COLLECTION_STATUS_UNKNOWN);
    var policy =
        body.choice(
            "restoreVersionPolicy",
            RestoreVersionPolicy.class,
            ErrorCode.FIELD_MALFORMED,
            RestoreVersionPolicy.LATEST);
    body.choice("verify", Verify.class, ErrorCode.FIELD_MALFORMED, Verify.FILES);
    return new RestoreClusterRequest(
        sourceClusterId, backupId, project, name, cuSize, collections, policy);
  }

  private static String project(RequestBody body) {
    Optional<String> project = body.findText("projectId");
    Optional<String> target = body.findText("targetProjectId");
    if (project.isPresent() && target.isPresent() && !project.equals(target)) {
      throw new Refused(
          ErrorCode.PROJECT_ID_MALFORMED,
          "projectId and targetProjectId name different projects; give one of them.");
    }
    String id =
        project
            .or(() -> target)
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.PROJECT_ID_MALFORMED,
                        "The body has neither projectId nor targetProjectId; give the project of"
                            + " the new cluster."));
    if (!Ids.isProject(id)) {
      throw new Refused(
          ErrorCode.PROJECT_ID_MALFORMED, "projectId must look like proj-0123456789abcdefghij.");
    }
    return id;
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Refused(
          ErrorCode.CLUSTER_NAME_MALFORMED,
          "clusterName must be 1 to 64 letters, digits and hyphens.");
    }
    return name;
  }

  private static int cuSize(int cuSize) {
    if (cuSize <= 0) {
      throw new Refused(ErrorCode.CU_SIZE_NOT_POSITIVE, "cuSize must be greater than zero.");
    }
    if (!CuSize.isOffered(cuSize)) {
      throw new Refused(
          ErrorCode.CU_SIZE_UNKNOWN,
          "cuSize "
              + cuSize
              + " is not offered; sizes are 1, 2, 4, then in steps of 4 to 64, of 8 to 256, of 16"
              + " to 1024.");
    }
    return cuSize;
  }
}
