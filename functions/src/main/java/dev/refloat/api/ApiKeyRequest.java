package dev.refloat.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Keys;
import dev.refloat.access.Role;
import dev.refloat.access.Scope;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Problem;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.input.Together;
import dev.refloat.platform.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of {@code POST /v2/api-keys}. */
final class ApiKeyRequest {
  private static final int PROJECTS = 100;
  private static final int CLUSTERS = 100;

  private static final Shape GRANT =
      Shape.of(
              Field.required("projectId", Rule.Text.projectId()),
              Field.required("role", Rule.Text.ofUpTo(64)),
              Field.optional("allCluster", new Rule.Flag()),
              Field.optional("clusterIds", new Rule.Strings(Rule.Text.clusterId(), CLUSTERS)))
          .with(new Together(List.of("allCluster", "clusterIds"), ApiKeyRequest::oneScope));

  static final Shape SHAPE =
      Shape.of(
              Field.required("name", Rule.Text.ofUpTo(64)),
              Field.optional("description", Rule.Text.ofAtMost(255)),
              Field.required(
                  "orgRole",
                  new Rule.Choice(
                      Arrays.stream(Role.values()).map(Role::title).toList(),
                      ErrorCode.FIELD_MALFORMED)),
              Field.optional("projects", new Rule.ListOf(GRANT, PROJECTS)),
              Field.optional(
                  "expireTime",
                  new Rule.Text(
                      Pattern.compile(
                          "[0-8][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"),
                      ErrorCode.TIMESTAMP_MALFORMED,
                      "must be a time like 2027-01-02T03:04:05Z")))
          .with(new Together(List.of("orgRole", "projects"), ApiKeyRequest::grantsFitTheRole))
          .with(new Together(List.of("expireTime"), ApiKeyRequest::isTime));

  private ApiKeyRequest() {}

  /** Reads the body. */
  static Keys.Wanted parse(ObjectNode json) {
    Input body = SHAPE.require(json);
    return new Keys.Wanted(
        body.text("name"),
        body.findText("description").orElse(""),
        Role.titled(body.text("orgRole")).orElseThrow(),
        body.list("projects").orElse(List.of()).stream().map(ApiKeyRequest::grant).toList(),
        time(body).orElse(null));
  }

  private static Keys.WantedGrant grant(Input grant) {
    boolean all = grant.findFlag("allCluster").orElse(false);
    return new Keys.WantedGrant(
        grant.text("projectId"),
        grant.text("role"),
        all ? Scope.ALL : new Scope(false, Set.copyOf(grant.strings("clusterIds"))));
  }

  /** Neither must not mean everything, and both would leave open which counts. */
  private static Optional<Problem> oneScope(Input grant) {
    boolean all = grant.findFlag("allCluster").orElse(false);
    return all == grant.strings("clusterIds").isEmpty()
        ? Optional.empty()
        : malformed("Each of projects needs either allCluster true or clusterIds.");
  }

  private static Optional<Problem> grantsFitTheRole(Input body) {
    List<Input> grants = body.list("projects").orElse(List.of());
    long projects = grants.stream().map(grant -> grant.text("projectId")).distinct().count();
    if (projects < grants.size()) {
      return malformed("projects must name each project once.");
    }
    return grants.isEmpty() || body.text("orgRole").equals(Role.MEMBER.title())
        ? Optional.empty()
        : malformed("projects must be left out unless orgRole is Member.");
  }

  private static Optional<Problem> isTime(Input body) {
    try {
      time(body);
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of(
          new Problem(
              ErrorCode.TIMESTAMP_MALFORMED,
              "expireTime must be a time like 2027-01-02T03:04:05Z."));
    }
  }

  private static Optional<Instant> time(Input body) {
    return body.findText("expireTime").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
  }

  private static Optional<Problem> malformed(String message) {
    return Optional.of(new Problem(ErrorCode.FIELD_MALFORMED, message));
  }
}
