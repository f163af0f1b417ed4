package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProjectsFunctionTest {
  private static final String ROUTE = "GET /v2/projects";

  private final Installed installed = new Installed();
  private final ProjectsFunction function = new ProjectsFunction(installed.environment);

  @Test
  void theOwnerSeesTheProjectsAsABareArray() {
    Records.cluster(installed, "in01-first", Instant.now());

    var answer = Call.of(ROUTE, installed.owner).to(function);

    assertThat(answer.data().isArray()).isTrue();
    assertThat(answer.data()).hasSize(1);
    JsonNode project = answer.data().get(0);
    Instant createTime = Instant.parse(project.path("createTime").asText());
    assertThat(createTime).isBefore(Instant.now());
    assertThat(createTime.getNano()).isZero();
    assertThat(project)
        .isEqualTo(
            Json.tree(
                """
                {
                  "projectId": "%s",
                  "projectName": "Default Project",
                  "regionIds": ["us-east-1"],
                  "instanceCount": 1,
                  "createTime": "%s",
                  "plan": "Enterprise",
                  "orgType": "BYOC"
                }
                """
                    .formatted(installed.projectId, createTime)));
  }

  @Test
  void aMemberWithoutPrivilegesAndAnotherOrganizationSeeNone() {
    assertThat(Call.of(ROUTE, installed.member).to(function).body())
        .isEqualTo(Json.tree("{\"code\":0,\"data\":[]}"));
    assertThat(Call.of(ROUTE, installed.stranger).to(function).body())
        .isEqualTo(Json.tree("{\"code\":0,\"data\":[]}"));
  }
}
