package dev.refloat.restore;

import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Problem;
import dev.refloat.input.Rule;
import dev.refloat.input.Together;
import dev.refloat.platform.ErrorCode;
import dev.refloat.rbac.RbacConflict;
import java.util.List;
import java.util.Optional;

/** The fields of a request that tell whether users and roles are to be restored, and how. */
final class RbacWish {
  private static final String INCLUDE = "includeRbac";
  private static final String CONFLICT = "rbacConflict";

  static final Field INCLUDE_FIELD = Field.optional(INCLUDE, new Rule.Flag());
  static final Field CONFLICT_FIELD =
      Field.optional(CONFLICT, Rule.Choice.of(RbacConflict.class, ErrorCode.FIELD_MALFORMED));

  /** Who says what to do with them thinks that they are restored. */
  static final Together TOGETHER =
      new Together(
          List.of(INCLUDE, CONFLICT),
          body ->
              body.findText(CONFLICT).isPresent() && read(body).isEmpty()
                  ? Optional.of(
                      new Problem(
                          ErrorCode.FIELD_MALFORMED,
                          "rbacConflict means something only with includeRbac true; set that, or"
                              + " leave rbacConflict out."))
                  : Optional.empty());

  private RbacWish() {}

  /** Empty where they are not to be restored. */
  static Optional<RbacConflict> read(Input body) {
    return body.findFlag(INCLUDE).orElse(false)
        ? Optional.of(body.findChoice(CONFLICT, RbacConflict.class).orElse(RbacConflict.FAIL))
        : Optional.empty();
  }
}
