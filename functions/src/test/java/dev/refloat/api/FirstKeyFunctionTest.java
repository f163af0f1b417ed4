package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.AccessStore;
import dev.refloat.access.FirstKey;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.LogLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FirstKeyFunctionTest {
  private static final String KEY = EmbeddedAws.OWNER_KEY.substring(4);

  private final Map<String, String> environment = new HashMap<>(EmbeddedAws.newEnvironment());
  private StackAnswers stack;

  @BeforeEach
  void listen() throws IOException {
    stack = new StackAnswers();
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  private FirstKeyFunction function() {
    return new FirstKeyFunction(environment, List.of(Duration.ofMillis(1)));
  }

  private JsonNode invoke(Object event) {
    return Json.read(Call.invoke(function(), event), JsonNode.class);
  }

  private JsonNode deployed(String type) {
    Call.invoke(function(), stack.event(type));
    return stack.answers().getLast();
  }

  @Test
  void aDeploymentIsToldTheIdsAndNeverTheKey() {
    try (var log = new LogLines()) {
      JsonNode answer = deployed("Create");

      assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
      assertThat(answer.path("RequestId")).isEqualTo(stack.event("Create").path("RequestId"));
      assertThat(answer.path("LogicalResourceId").asText()).isEqualTo("Installation");
      assertThat(answer.path("StackId")).isEqualTo(stack.event("Create").path("StackId"));
      assertThat(answer.path("Data").properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("OrganizationId", "ProjectId");
      assertThat(answer.at("/Data/ProjectId").asText()).startsWith("proj-");
      assertThat(stack.forms()).containsExactly("PUT " + StackAnswers.PATH + " null");
      assertThat(log.json()).hasSize(1);
      assertThat(log.text() + stack.text()).doesNotContain(KEY);
    }
  }

  @Test
  void eachFurtherRequestIsAnsweredTheSame() {
    JsonNode created = deployed("Create");

    assertThat(deployed("Create")).isEqualTo(created);
    assertThat(deployed("Update")).isEqualTo(created);
    JsonNode invoked = invoke(Map.of());
    assertThat(invoked.path("projectId")).isEqualTo(created.at("/Data/ProjectId"));
    assertThat(invoked.path("organizationId")).isEqualTo(created.at("/Data/OrganizationId"));
    assertThat(invoked).hasSize(2);
  }

  @Test
  void aCallWithoutAnyPayloadIsAnswered() throws IOException {
    var output = new ByteArrayOutputStream();

    function().handleRequest(new ByteArrayInputStream(new byte[0]), output, new NoContext());

    assertThat(Json.tree(Call.text(output.toByteArray())).path("projectId").asText())
        .startsWith("proj-");
  }

  @Test
  void aDeletionChangesNothingAndNeedsNothing() {
    JsonNode created = deployed("Create");
    ObjectNode event = stack.event("Delete");
    event.put("PhysicalResourceId", created.path("PhysicalResourceId").asText());

    Call.invoke(new FirstKeyFunction(Map.of()), event);

    JsonNode answer = stack.answers().getLast();
    assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId")).isEqualTo(created.path("PhysicalResourceId"));
    assertThat(deployed("Create")).isEqualTo(created);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCESS_TABLE", "OWNER_KEY_SECRET_ARN", "AWS_REGION"})
  void whateverIsMissingTheDeploymentIsAnswered(String variable) {
    environment.remove(variable);

    JsonNode answer = deployed("Create");

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText())
        .contains("FirstKeyFunction")
        .doesNotContain(variable);
    assertThat(answer.path("PhysicalResourceId").asText()).isNotEmpty();
    assertThat(answer.has("Data")).isFalse();
  }

  @Test
  void whyASecretDoesNotFitIsSaid() {
    deployed("Create");
    environment.put("OWNER_KEY_SECRET_ARN", EmbeddedAws.OTHER_KEY_ARN);

    JsonNode answer = deployed("Update");

    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("another key");
  }

  @Test
  void anAnswerThatIsNotTakenIsAFailureOfTheCallSoThatLambdaRepeatsIt() {
    stack.refuse();

    assertThatThrownBy(() -> deployed("Create")).isInstanceOf(UncheckedIOException.class);
  }

  /** The one write, and a second deployment after it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessThatDiesLeavesTheSameToTheNext(boolean after) {
    CutOff cut = CutOff.at(0, after);
    var store =
        new AccessStore(
            new Table(
                cut.client(DynamoDbClient.class, EmbeddedAws.dynamoDb()),
                new Settings(environment).accessTable()));
    var dying = new FirstKey(store, () -> EmbeddedAws.OWNER_KEY, InstantSource.system());

    assertThatThrownBy(dying::make).isInstanceOf(CutOff.ProcessDied.class);

    assertThat(cut.writes()).containsExactly("transactWriteItems");
    JsonNode created = deployed("Create");
    assertThat(created.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(deployed("Create")).isEqualTo(created);
    assertThat(organizations()).isEqualTo(1);
  }

  private long organizations() {
    return EmbeddedAws.dynamoDb()
        .scanPaginator(r -> r.tableName(environment.get("ACCESS_TABLE")))
        .items()
        .stream()
        .filter(item -> AttributeValue.fromS("ORG").equals(item.get("sk")))
        .count();
  }
}
