package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.LogLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private static final String ROUTE = "POST /v2/things/{thingId}";
  private static final Principal OWNER = new Principal("prin-1", "org-1", Role.OWNER, "key-1");
  private static final Principal OTHER = new Principal("prin-1", "org-1", Role.OWNER, "key-2");

  private final Table table = EmbeddedAws.newTable();
  private final List<String> orders = new ArrayList<>();
  private final List<Boolean> areNew = new ArrayList<>();

  /** Thrown by the handler, when there. */
  private Optional<RuntimeException> failure = Optional.empty();

  private record Made(String first, String pass, List<Integer> last) {}

  private static String pass(Operation operation) {
    return HexFormat.of().formatHex(operation.secret("pass"));
  }

  private final class Things extends HttpFunction {
    Things() {
      super(new Clients(new Settings(EmbeddedAws.newEnvironment())), UnaryOperator.identity());
      post(
          ROUTE,
          Guards.anyKey(),
          (_, request) -> {
            Operation operation = request.operation();
            orders.add(operation.jobId());
            areNew.add(operation.isNew());
            if (failure.isPresent()) {
              throw failure.get();
            }
            return new Made(operation.jobId(), pass(operation), List.of(orders.size()));
          },
          new Idempotency(
              new Claims(table, Instant::now), text -> text.getBytes(StandardCharsets.US_ASCII)),
          new Secret("pass", IdempotencyTest::pass));
    }
  }

  private Call.Answered call(Principal principal, String key, String body) {
    return Call.of(ROUTE, principal).header("Idempotency-Key", key).body(body).to(new Things());
  }

  private Call.Answered call(String key, String body) {
    return call(OWNER, key, body);
  }

  private List<String> stored() {
    return EmbeddedAws.dynamoDb().scan(r -> r.tableName(table.name())).items().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void theSameAnswerComesAgainByteForByteAndNothingIsDoneTwice() {
    var first = call("k1", "{}");
    var second = call("k1", "{}");

    assertThat(first.code()).isZero();
    assertThat(second.response()).isEqualTo(first.response());
    assertThat(orders).hasSize(1);
  }

  @Test
  void onlyTheCallThatClaimedTheKeyHasANewOrder() {
    failure = Optional.of(new IllegalStateException("cut off"));
    call("k1", "{}");
    failure = Optional.empty();
    call("k1", "{}");

    assertThat(orders.stream().distinct()).hasSize(1);
    assertThat(areNew).containsExactly(true, false);
  }

  @Test
  void theSecretIsRepeatedButNotKept() {
    String pass = call("A key", "{}").data().path("pass").asText();

    assertThat(pass).hasSizeGreaterThan(20);
    assertThat(stored()).singleElement().asString().doesNotContain(pass).doesNotContain("A key");
  }

  @Test
  void withoutAKeyEachCallIsAnOrderAndNothingIsKept() {
    Call call = Call.of(ROUTE, OWNER).body("{");

    assertThat(call.to(new Things()).code()).isZero();
    assertThat(call.to(new Things()).code()).isZero();
    assertThat(orders).hasSize(2).doesNotHaveDuplicates();
    assertThat(stored()).isEmpty();
  }

  @Test
  void theHeaderIsFoundInAnyCase() {
    String first = call("k1", "{}").body().toString();

    for (String name : List.of("idempotency-key", "IDEMPOTENCY-KEY", "iDempotency-kEy")) {
      assertThat(Call.of(ROUTE, OWNER).header(name, "k1").body("{}").to(new Things()).body())
          .hasToString(first);
    }
  }

  @Test
  void theOrderOfFieldsAndWhiteSpaceDoNotCount() {
    call("k1", "{\"a\": {\"c\": [1, 2], \"b\": \"x\"}, \"d\": 1.5}");

    var again = call("k1", "{\"d\":1.5,\n\"a\":{\"b\":\"\\u0078\",\"c\":[1,2]}}");

    assertThat(again.code()).isZero();
    assertThat(orders).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[2,1]}",
        "{\"a\":[1,2],\"b\":null}",
        "{\"a\":[\"1\",2]}",
        "{\"A\":[1,2]}",
        "{}"
      })
  void anotherBodyIsAConflict(String body) {
    call("k1", "{\"a\":[1,2]}");

    var answer = call("k1", body);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(96122);
    assertThat(orders).hasSize(1);
    assertThat(call("k1", "{\"a\":[1,2]}").code()).as("the first one's is kept").isZero();
  }

  @Test
  void anotherPathIsAConflict() {
    call("k1", "{}");
    Call call = Call.of(ROUTE, OWNER).header("idempotency-key", "k1").body("{}");
    call.event().put("rawPath", "/v2/things/other");

    assertThat(call.to(new Things()).code()).isEqualTo(96122);
  }

  @Test
  void nobodyGetsTheAnswerOfAnother() {
    var mine = call(OWNER, "k1", "{}");
    var other = call(OTHER, "k1", "{}");

    assertThat(other.code()).isZero();
    assertThat(other.data().path("pass")).isNotEqualTo(mine.data().path("pass"));
    assertThat(orders).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aRefusedOrderLeavesNothingAndMayChange() {
    failure = Optional.of(new Refused(ErrorCode.CLUSTER_NAME_TAKEN, "taken"));
    assertThat(call("k1", "{}").code()).isEqualTo(96017);
    assertThat(stored()).isEmpty();

    failure = Optional.empty();
    assertThat(call("k1", "{\"another\":1}").code()).isZero();
    assertThat(orders).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void anOrderOfUnknownOutcomeIsGoneOnWith() {
    failure = Optional.of(new IllegalStateException("lost"));
    assertThat(call("k1", "{}").code()).isEqualTo(96199);
    assertThat(call("k1", "{\"another\":1}").code()).isEqualTo(96122);

    failure = Optional.empty();
    assertThat(call("k1", "{}").code()).isZero();
    assertThat(orders).hasSize(2);
    assertThat(orders.get(1)).isEqualTo(orders.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"a\":1,\"a\":2}"})
  void aBodyThatIsNoObjectLeavesNoClaim(String body) {
    assertThat(call("k1", body).code()).isEqualTo(96109);
    assertThat(stored()).isEmpty();
    assertThat(orders).isEmpty();
  }

  @Test
  void keysThatAreNoKeysAreRefused() {
    for (String key : List.of("", "é", "a\tb", "a\u007f", "k".repeat(129))) {
      var answer = call(key, "{}");
      assertThat(answer.status()).as(key).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(96123);
    }
    assertThat(orders).isEmpty();
    for (String key :
        List.of("k", "k".repeat(128), "8e03978e-40d5-43e8-bc93-6894a57f9324", "~ !")) {
      assertThat(call(key, "{}").code()).as(key).isZero();
    }
    assertThat(orders).hasSize(4);
  }

  @Test
  void aParameterThatNobodyKnowsStartsNothing() {
    Call call = Call.of(ROUTE, OWNER).query("dryrun", "true").body("{}");

    var answer = call.to(new Things());
    var withKey = call.header("idempotency-key", "k1").to(new Things());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(96124);
    assertThat(answer.message()).contains("dryrun");
    assertThat(withKey.code()).isEqualTo(96124);
    assertThat(orders).isEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void whoHasNoLegalKeyClaimsNothing() {
    var answer = Call.illegal(ROUTE).header("idempotency-key", "k1").body("{}").to(new Things());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(stored()).isEmpty();
  }

  @Test
  void onlyAPostIsAnOrder() {
    final class Wrong extends HttpFunction {
      Wrong(boolean post) {
        super(new Clients(new Settings(Map.of())), UnaryOperator.identity());
        if (post) {
          route(ROUTE, Guards.anyKey(), (_, _) -> "x");
        } else {
          post(
              "GET /v2/x", Guards.anyKey(), (_, _) -> "x", Idempotency.of(new Clients(settings())));
        }
      }

      private static Settings settings() {
        return new Settings(EmbeddedAws.newEnvironment());
      }
    }
    assertThatThrownBy(() -> new Wrong(true)).hasMessageContaining(ROUTE);
    assertThatThrownBy(() -> new Wrong(false)).hasMessageContaining("GET /v2/x");
  }

  @Test
  void neitherTheKeyNorTheTokenIsLogged() {
    try (var log = new LogLines()) {
      call("hidden-key-1", "{}");
      String pass = call("hidden-key-1", "{}").data().path("pass").asText();

      assertThat(log.text())
          .contains("Answer repeated")
          .doesNotContain("hidden-key-1", pass, token());
    }
  }

  private String token() {
    var items = EmbeddedAws.dynamoDb().scan(r -> r.tableName(table.name())).items();
    return new Item(items.getFirst()).text("token");
  }
}
