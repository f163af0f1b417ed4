package dev.refloat.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Problem;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.input.Together;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.RbacConflict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to restore a cluster backup into a new cluster, with everything checked that its text
 * alone can tell.
 *
 * @param sourceClusterId the cluster that was backed up
 * @param projectId where the new cluster is to be
 * @param rbac what to do with users and roles that are there already; empty: restore none
 * @param planId the dry run whose plan is to be run
 */
public record RestoreClusterRequest(
    String sourceClusterId,
    String backupId,
    String projectId,
    String clusterName,
    int cuSize,
    CollectionStatus collectionStatus,
    RestoreVersionPolicy restoreVersionPolicy,
    Verify verify,
    Optional<RbacConflict> rbac,
    Optional<String> planId) {

  /** What a body may be. */
  public static final Shape SHAPE =
      Shape.of(
              Field.optional("projectId", Rule.Text.projectId()),
              Field.optional("targetProjectId", Rule.Text.projectId()),
              Field.required(
                  "clusterName",
                  new Rule.Text(
                      Pattern.compile("[A-Za-z0-9-]{1,64}"),
                      ErrorCode.CLUSTER_NAME_MALFORMED,
                      "must be 1 to 64 letters, digits and hyphens")),
              Field.required(
                  "cuSize",
                  new Rule.Whole(
                      List.of(
                          new Rule.Limit(
                              size -> size > 0,
                              ErrorCode.CU_SIZE_NOT_POSITIVE,
                              "must be greater than zero"),
                          new Rule.Limit(
                              CuSize::isOffered,
                              ErrorCode.CU_SIZE_UNKNOWN,
                              "must be 1, 2, 4, then in steps of 4 to 64, of 8 to 256, of 16 to"
                                  + " 1024")))),
              Field.required(
                  "collectionStatus",
                  Rule.Choice.of(CollectionStatus.class, ErrorCode.COLLECTION_STATUS_UNKNOWN),
                  ErrorCode.COLLECTION_STATUS_UNKNOWN),
              Field.optional(
                  "restoreVersionPolicy",
                  Rule.Choice.of(RestoreVersionPolicy.class, ErrorCode.FIELD_MALFORMED)),
              RbacWish.INCLUDE_FIELD,
              RbacWish.CONFLICT_FIELD,
              Field.optional("verify", Rule.Choice.of(Verify.class, ErrorCode.VERIFY_UNKNOWN)),
              PlanChoice.FIELD)
          .with(
              new Together(
                  List.of("projectId", "targetProjectId"), RestoreClusterRequest::oneProject))
          .with(RbacWish.TOGETHER);

  /**
   * Reads the body of a call.
   *
   * @throws Refused for the first field, in the order of the contract, that is wrong
   */
  public static RestoreClusterRequest parse(
      String sourceClusterId, String backupId, ObjectNode json) {
    Input body = SHAPE.require(json);
    return new RestoreClusterRequest(
        sourceClusterId,
        backupId,
        project(body).orElseThrow(),
        body.text("clusterName"),
        body.whole("cuSize"),
        body.choice("collectionStatus", CollectionStatus.class),
        body.findChoice("restoreVersionPolicy", RestoreVersionPolicy.class)
            .orElse(RestoreVersionPolicy.LATEST),
        body.findChoice("verify", Verify.class).orElse(Verify.FILES),
        RbacWish.read(body),
        PlanChoice.read(body));
  }

  private static Optional<String> project(Input body) {
    return body.findText("projectId").or(() -> body.findText("targetProjectId"));
  }

  private static Optional<Problem> oneProject(Input body) {
    Optional<String> project = body.findText("projectId");
    Optional<String> target = body.findText("targetProjectId");
    if (project.isEmpty() && target.isEmpty()) {
      return problem("projectId is missing; give the project of the new cluster.");
    }
    return project.isPresent() && target.isPresent() && !project.equals(target)
        ? problem("projectId and targetProjectId name different projects; give one of them.")
        : Optional.empty();
  }

  private static Optional<Problem> problem(String message) {
    return Optional.of(new Problem(ErrorCode.PROJECT_ID_MALFORMED, message));
  }
}
