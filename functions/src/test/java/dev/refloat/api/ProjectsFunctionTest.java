package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.LocalTables;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectsFunctionTest {
  private static final String ROUTE = "GET /v2/projects";

  private final LocalTables tables = new LocalTables();
  private final ProjectsFunction function = new ProjectsFunction(tables.environment());
  private final JsonNode made =
      Json.read(Call.invoke(new FirstKeyFunction(tables.environment()), Map.of()), JsonNode.class);
  private final String organizationId = made.path("organizationId").asText();

  @Test
  void theOwnerSeesTheProjectsAsABareArray() {
    var answer =
        Call.of(ROUTE, new Principal("prin-1", organizationId, Role.OWNER, "key-1")).to(function);

    assertThat(answer.data().isArray()).isTrue();
    assertThat(answer.data()).hasSize(1);
    JsonNode project = answer.data().get(0);
    assertThat(project.path("projectId")).isEqualTo(made.path("projectId"));
    assertThat(project.path("projectName").asText()).isEqualTo("Default Project");
    assertThat(project.path("regionIds")).isEqualTo(Json.tree("[\"aws-us-west-2\"]"));
    assertThat(project.path("instanceCount").isIntegralNumber()).isTrue();
    assertThat(project.path("createTime").asText()).endsWith("Z").doesNotContain(".");
    assertThat(Instant.parse(project.path("createTime").asText())).isBefore(Instant.now());
    assertThat(project.path("plan").asText()).isEqualTo("Enterprise");
    assertThat(project.path("orgType").asText()).isEqualTo("BYOC");
  }

  @Test
  void aMemberWithoutPrivilegesAndAnotherOrganizationSeeNone() {
    var member = new Principal("prin-2", organizationId, Role.MEMBER, "key-2");
    var stranger = new Principal("prin-3", "org-other", Role.OWNER, "key-3");

    assertThat(Call.of(ROUTE, member).to(function).body())
        .isEqualTo(Json.tree("{\"code\":0,\"data\":[]}"));
    assertThat(Call.of(ROUTE, stranger).to(function).body())
        .isEqualTo(Json.tree("{\"code\":0,\"data\":[]}"));
  }
}
