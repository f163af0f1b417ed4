package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.LogLines;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstKeyFunctionTest {
  @Test
  void theKeyIsShownOnceAndNeverLogged() {
    var function = new FirstKeyFunction(EmbeddedAws.newEnvironment());

    try (var log = new LogLines()) {
      JsonNode first = Json.read(Call.invoke(function, Map.of()), JsonNode.class);
      JsonNode second = Json.read(Call.invoke(function, Map.of()), JsonNode.class);

      assertThat(first.properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("organizationId", "projectId", "apiKeyId", "apiKey");
      assertThat(second.properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("organizationId", "projectId");
      assertThat(second.path("projectId")).isEqualTo(first.path("projectId"));
      assertThat(log.json()).hasSize(2);
      assertThat(log.text()).doesNotContain(first.path("apiKey").asText().substring(8));
    }
  }
}
