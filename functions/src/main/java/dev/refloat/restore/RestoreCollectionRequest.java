package dev.refloat.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.cluster.LoadState;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to restore collections of a backup into a cluster that runs, with everything checked
 * that its text alone can tell.
 *
 * @param sourceClusterId the cluster that was backed up
 * @param planId the dry run whose plan is to be run
 */
public record RestoreCollectionRequest(
    String sourceClusterId,
    String backupId,
    String destClusterId,
    Selection selection,
    Optional<String> planId) {

  /** As Milvus names databases and collections; empty counts as absent. */
  private static final Rule NAME =
      new Rule.Text(
          Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,254})?"),
          ErrorCode.FIELD_MALFORMED,
          "must be 1 to 255 letters, digits and underscores that do not begin with a digit");

  private static final Shape COLLECTION =
      Shape.of(
          Field.required("collectionName", Rule.Text.ofUpTo(255)),
          Field.optional("destCollectionName", NAME),
          Field.optional(
              "destCollectionStatus",
              Rule.Choice.of(LoadState.class, ErrorCode.DESTINATION_STATUS_UNKNOWN)));

  private static final Shape DATABASE =
      Shape.of(
          Field.optional("dbName", Rule.Text.ofAtMost(255)),
          Field.optional("destDbName", NAME),
          Field.optional("collections", new Rule.ListOf(COLLECTION)));

  /** What a body may be. */
  public static final Shape SHAPE =
      Shape.of(
              Field.required("destClusterId", Rule.Text.clusterId(), ErrorCode.CLUSTER_ID_EMPTY),
              Field.optional("dbCollections", new Rule.ListOf(DATABASE)),
              Field.optional(
                  "conflictPolicy",
                  Rule.Choice.of(ConflictPolicy.class, ErrorCode.FIELD_MALFORMED)),
              RbacWish.INCLUDE_FIELD,
              RbacWish.CONFLICT_FIELD,
              Field.optional("verify", Rule.Choice.of(Verify.class, ErrorCode.VERIFY_UNKNOWN)),
              PlanChoice.FIELD)
          .with(RbacWish.TOGETHER);

  /**
   * Reads the body of a call.
   *
   * @throws Refused for the first field, in the order of the contract, that is wrong
   */
  public static RestoreCollectionRequest parse(
      String sourceClusterId, String backupId, ObjectNode json) {
    Input body = SHAPE.require(json);
    List<Selection.Database> databases =
        body.list("dbCollections").orElse(List.of()).stream()
            .map(RestoreCollectionRequest::database)
            .toList();
    ConflictPolicy policy =
        body.findChoice("conflictPolicy", ConflictPolicy.class).orElse(ConflictPolicy.FAIL);
    Verify verify = body.findChoice("verify", Verify.class).orElse(Verify.FILES);
    return new RestoreCollectionRequest(
        sourceClusterId,
        backupId,
        body.text("destClusterId"),
        new Selection(databases, Load.UNLOADED, policy, verify).with(RbacWish.read(body)),
        PlanChoice.read(body));
  }

  private static Selection.Database database(Input entry) {
    String dbName = given(entry, "dbName").orElse(CollectionMeta.DEFAULT_DATABASE);
    return new Selection.Database(
        dbName,
        given(entry, "destDbName").orElse(dbName),
        entry.list("collections").orElse(List.of()).stream()
            .map(RestoreCollectionRequest::collection)
            .toList());
  }

  private static Selection.Wanted collection(Input entry) {
    String name = entry.text("collectionName");
    return new Selection.Wanted(
        name,
        given(entry, "destCollectionName").orElse(name),
        Load.valueOf(entry.findText("destCollectionStatus").orElse(Load.UNLOADED.name())));
  }

  private static Optional<String> given(Input entry, String field) {
    return entry.findText(field).filter(text -> !text.isEmpty());
  }
}
