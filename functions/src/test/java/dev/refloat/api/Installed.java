package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.access.StoredKeys;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import java.util.HashMap;
import java.util.Map;

/** An installation after its first call, in tables and buckets of its own. */
final class Installed {
  final Map<String, String> environment;
  final String projectId;

  /** May everything in the project. */
  final Principal owner;

  /** Of the same organization, without any privilege. */
  final Principal member;

  /** Owner of another organization. */
  final Principal stranger;

  Installed() {
    environment = new HashMap<>(EmbeddedAws.newEnvironment());
    // Nothing listens there: a test that starts an execution sees it fail.
    environment.put("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:1");
    environment.put(
        "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:restore");
    JsonNode made =
        Json.read(Call.invoke(new FirstKeyFunction(environment), Map.of()), JsonNode.class);
    projectId = made.path("projectId").asText();
    String organizationId = made.path("organizationId").asText();
    owner = StoredKeys.add(settings(), organizationId, Role.OWNER, "key-owner");
    member = StoredKeys.add(settings(), organizationId, Role.MEMBER, "key-member");
    stranger = StoredKeys.add(settings(), "org-other", Role.OWNER, "key-stranger");
  }

  Settings settings() {
    return new Settings(environment);
  }

  Wiring wiring() {
    return new Wiring(settings());
  }
}
