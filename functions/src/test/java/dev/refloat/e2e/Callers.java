package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys, roles and projects, made by the API as its callers make them. */
final class Callers {
  private final Api api;

  /**
   * Made by the one who calls.
   *
   * @param api of an owner
   */
  Callers(Api api) {
    this.api = api;
  }

  /** A key, which is shown only here. */
  record Key(String id, String secret) {}

  /** An owner's key without an end. */
  Key owner(String name) {
    return key(Map.of("name", name, "orgRole", "Owner"));
  }

  /** The key of a member without any project. */
  Key member(String name) {
    return key(Map.of("name", name, "orgRole", "Member"));
  }

  /** The key of a member with a grant. */
  Key member(String name, Map<String, Object> grant) {
    return key(Map.of("name", name, "orgRole", "Member", "projects", List.of(grant)));
  }

  /** A role in a project, on those clusters; on all where there are none. */
  static Map<String, Object> grant(String projectId, String role, String... clusterIds) {
    return clusterIds.length == 0
        ? Map.of("projectId", projectId, "role", role, "allCluster", true)
        : Map.of("projectId", projectId, "role", role, "clusterIds", List.of(clusterIds));
  }

  /** A role of the organization that may do this to all backups, or to those named. */
  String backupRole(String name, String privilege, String... resources) {
    var policy = new HashMap<String, Object>();
    policy.put("resourceType", "backup");
    policy.put("privileges", List.of(privilege));
    if (resources.length > 0) {
      policy.put("resources", List.of(resources));
    }
    return made("/v2/roles", Map.of("roleName", name, "policies", List.of(policy)))
        .path("roleId")
        .asText();
  }

  String project(String name) {
    return made("/v2/projects", Map.of("projectName", name)).path("projectId").asText();
  }

  private Key key(Map<String, Object> body) {
    JsonNode made = made("/v2/api-keys", body);
    return new Key(made.path("apiKeyId").asText(), made.path("apiKey").asText());
  }

  private JsonNode made(String path, Map<String, Object> body) {
    Api.Answer answer = api.post(path, Json.text(body));
    assertThat(answer.code()).as("%s of %s: %s", path, body, answer).isZero();
    return answer.data();
  }
}
