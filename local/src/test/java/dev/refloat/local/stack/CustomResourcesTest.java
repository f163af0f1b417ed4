package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.CustomResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CustomResourcesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CustomResources resources;

  @BeforeEach
  void functionsThatMakeThings() throws IOException {
    resources =
        new CustomResources(
            new LambdaHost(
                List.of(
                    Handlers.function("answering", Answering.class, Duration.ofSeconds(10)),
                    Handlers.function("silent", Silent.class, Duration.ofSeconds(10)),
                    Handlers.function("throwing", Handlers.Throwing.class, Duration.ofSeconds(10))),
                CustomResourcesTest.class.getClassLoader(),
                Map::of),
            "stack-1");
  }

  @AfterEach
  void close() {
    resources.close();
  }

  private JsonNode create(String function, ObjectNode properties) throws Exception {
    return resources.create(new CustomResource("Thing", function, properties));
  }

  @Test
  void aFunctionIsToldOfTheResourceAndItsAttributesComeBack() throws Exception {
    JsonNode data = create("answering", JSON.createObjectNode().put("Status", "SUCCESS"));

    assertThat(data.path("Told").asText()).isEqualTo("Create stack-1 Thing");
  }

  @Test
  void whyItFailedIsSaid() {
    ObjectNode failing =
        JSON.createObjectNode().put("Status", "FAILED").put("Reason", "no room for it");
    assertThatThrownBy(() -> create("answering", failing))
        .isInstanceOf(StackException.class)
        .hasMessage("Thing was not made: no room for it");
    assertThatThrownBy(() -> create("silent", JSON.createObjectNode()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("did not answer");
    assertThatThrownBy(() -> create("throwing", JSON.createObjectNode()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("no plan");
  }

  @Test
  void anAnswerInAFormThatTheRealAddressWouldRefuseIsRefused() {
    ObjectNode typed =
        JSON.createObjectNode().put("Status", "SUCCESS").put("ContentType", "application/json");

    assertThatThrownBy(() -> create("answering", typed)).hasMessageContaining("403");
  }

  /** Answers what its properties say. */
  public static final class Answering implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JsonNode event = JSON.readTree(input);
      JsonNode properties = event.path("ResourceProperties");
      ObjectNode answer = JSON.createObjectNode();
      answer.set("Status", properties.path("Status"));
      answer.set("Reason", properties.path("Reason"));
      answer
          .putObject("Data")
          .put(
              "Told",
              event.path("RequestType").asText()
                  + " "
                  + event.path("StackId").asText()
                  + " "
                  + event.path("LogicalResourceId").asText());
      var request =
          HttpRequest.newBuilder(URI.create(event.path("ResponseURL").asText()))
              .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(answer)));
      if (properties.has("ContentType")) {
        request.header("Content-Type", properties.path("ContentType").asText());
      }
      try (HttpClient client = HttpClient.newHttpClient()) {
        int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          throw new IOException("status " + status);
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /** Returns, and has told nobody. */
  public static final class Silent implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }
}
