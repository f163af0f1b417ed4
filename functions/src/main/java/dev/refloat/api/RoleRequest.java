package dev.refloat.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.CustomRole.ResourceType;
import dev.refloat.access.CustomRole.Statement;
import dev.refloat.access.Roles;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Problem;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.input.Together;
import dev.refloat.platform.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of {@code POST /v2/roles}. */
final class RoleRequest {
  private static final int POLICIES = 20;
  private static final int RESOURCES = 100;

  private static final Shape POLICY =
      Shape.of(
              Field.required(
                  "resourceType", Rule.Choice.of(ResourceType.class, ErrorCode.FIELD_MALFORMED)),
              Field.required(
                  "privileges",
                  new Rule.Strings(
                      new Rule.Choice(
                          List.of("view", "manage", "create", "modify", "delete"),
                          ErrorCode.FIELD_MALFORMED),
                      5)),
              Field.optional("resources", new Rule.Strings(Rule.Text.ofUpTo(64), RESOURCES)))
          .with(new Together(List.of("resourceType", "privileges"), RoleRequest::privilegesFit));

  static final Shape SHAPE =
      Shape.of(
          Field.optional("projectId", Rule.Text.projectId()),
          Field.required(
              "roleName",
              new Rule.Text(
                  Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}"),
                  ErrorCode.FIELD_MALFORMED,
                  "must be 1 to 64 letters, digits, hyphens and underscores, a letter first")),
          Field.optional("description", Rule.Text.ofAtMost(255)),
          Field.required("policies", new Rule.ListOf(POLICY, POLICIES)));

  private RoleRequest() {}

  /** Reads the body. */
  static Roles.Wanted parse(ObjectNode json) {
    Input body = SHAPE.require(json);
    return new Roles.Wanted(
        body.findText("projectId").orElse(null),
        body.text("roleName"),
        body.findText("description").orElse(""),
        body.list("policies").orElseThrow().stream().map(RoleRequest::statement).toList());
  }

  private static Statement statement(Input policy) {
    return new Statement(
        policy.choice("resourceType", ResourceType.class),
        Set.copyOf(policy.strings("privileges")),
        Set.copyOf(policy.strings("resources")));
  }

  private static Optional<Problem> privilegesFit(Input policy) {
    List<String> known =
        policy.choice("resourceType", ResourceType.class) == ResourceType.backup
            ? List.of("view", "manage")
            : List.of("create", "view", "modify", "delete");
    return known.containsAll(policy.strings("privileges"))
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ErrorCode.FIELD_MALFORMED,
                "privileges of "
                    + policy.text("resourceType")
                    + " must be of "
                    + String.join(", ", known)
                    + "."));
  }
}
