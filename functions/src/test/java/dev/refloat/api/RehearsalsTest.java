package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import dev.refloat.testing.AwsCalls;
import dev.refloat.testing.EmbeddedAws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

class RehearsalsTest {
  private static final Map<String, String> ENVIRONMENT = EmbeddedAws.newEnvironment();

  private static List<Object> requestsOf(Runnable work) {
    List<Object> requests = Collections.synchronizedList(new ArrayList<>());
    Thread caller = Thread.currentThread();
    Consumer<AwsCalls.Call> listener =
        call -> {
          if (Thread.currentThread().equals(caller)) {
            requests.add(call.request());
          }
        };
    AwsCalls.tellAll(listener, listener);
    try {
      work.run();
    } finally {
      AwsCalls.tellNoMore(listener);
    }
    return requests;
  }

  @Test
  void aCallOfNobodyIsLookedUpAndRefused() {
    JsonNode event = Json.read(Rehearsals.call(), JsonNode.class);
    var answers = new ArrayList<byte[]>();

    List<Object> requests =
        requestsOf(() -> answers.add(Call.invoke(new ProjectsFunction(ENVIRONMENT), event)));

    JsonNode answer = Json.read(answers.getFirst(), JsonNode.class);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
    assertThat(answer.path("body").asText()).contains("21119");
    assertThat(requests).singleElement().isInstanceOf(GetItemRequest.class);
  }

  @Test
  void aKeyOfNobodyIsLookedUpAndIllegal() {
    JsonNode event = Json.read(Rehearsals.authorization(), JsonNode.class);
    var answers = new ArrayList<byte[]>();

    List<Object> requests =
        requestsOf(() -> answers.add(Call.invoke(new AuthorizerFunction(ENVIRONMENT), event)));

    assertThat(Json.read(answers.getFirst(), JsonNode.class).at("/context/illegal").asText())
        .isEqualTo("true");
    assertThat(requests).singleElement().isInstanceOf(GetItemRequest.class);
  }
}
