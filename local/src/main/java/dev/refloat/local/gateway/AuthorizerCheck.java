package dev.refloat.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaException;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.Authorizer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Lambda authorizer whether a request may pass, and keeps its answers as long as the
 * template allows.
 */
final class AuthorizerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorizerCheck.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Authorizer authorizer;
  private final LambdaHost lambda;
  private final EventFormat format;
  private final Clock clock;
  private final Map<List<String>, Kept> answers = new ConcurrentHashMap<>();

  /** What the check found. */
  sealed interface Decision {
    /** It may pass; the context is what the authorizer tells the function. */
    record Allowed(JsonNode context) implements Decision {}

    /** It may not; the answer says why. */
    record Denied(GatewayResponse response) implements Decision {}
  }

  private record Kept(Decision decision, Instant until) {}

  AuthorizerCheck(Authorizer authorizer, LambdaHost lambda, EventFormat format, Clock clock) {
    this.authorizer = authorizer;
    this.lambda = lambda;
    this.format = format;
    this.clock = clock;
  }

  Decision check(GatewayRequest request, RouteTable.Match match) throws InterruptedException {
    List<String> identity = new ArrayList<>();
    for (String source : authorizer.identitySources()) {
      Optional<String> value = identity(source, request, match).filter(text -> !text.isEmpty());
      if (value.isEmpty()) {
        return new Decision.Denied(GatewayResponse.unauthorized());
      }
      identity.add(value.get());
    }
    Kept kept = answers.get(identity);
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return kept.decision();
    }
    Optional<Decision> decision = ask(request, match, identity);
    boolean keep = !identity.isEmpty() && authorizer.timeToLive().isPositive();
    if (keep && decision.isPresent()) {
      answers.put(
          List.copyOf(identity),
          new Kept(decision.get(), clock.instant().plus(authorizer.timeToLive())));
    }
    return decision.orElseGet(() -> new Decision.Denied(GatewayResponse.internalError()));
  }

  private static Optional<String> identity(
      String source, GatewayRequest request, RouteTable.Match match) {
    if (source.startsWith("$request.header.")) {
      return request.header(source.substring("$request.header.".length()));
    }
    if (source.startsWith("$request.querystring.")) {
      return Optional.ofNullable(
          request.queryParameters().get(source.substring("$request.querystring.".length())));
    }
    return source.equals("$context.routeKey") ? Optional.of(match.route().key()) : Optional.empty();
  }

  /** Empty where the authorizer failed or its answer is not understood. */
  private Optional<Decision> ask(
      GatewayRequest request, RouteTable.Match match, List<String> identity)
      throws InterruptedException {
    try {
      byte[] event = JSON.writeValueAsBytes(format.authorization(request, match, identity));
      Invocation result = lambda.invoke(authorizer.functionArn(), event);
      if (result instanceof Invocation.Answer answer) {
        return decision(JSON.readTree(answer.payload()));
      }
      Failures.log(LOG, "Authorizer failed", request, (Invocation.Failure) result);
    } catch (LambdaException | IOException e) {
      LOG.atError()
          .addKeyValue("requestId", request.id())
          .setCause(e)
          .log("Authorizer could not be asked");
    }
    return Optional.empty();
  }

  private static Optional<Decision> decision(JsonNode answer) {
    JsonNode authorized = answer.path("isAuthorized");
    if (!authorized.isBoolean()) {
      return Optional.empty();
    }
    JsonNode context = answer.path("context");
    return Optional.of(
        authorized.booleanValue()
            ? new Decision.Allowed(
                context.isObject() ? context : JsonNodeFactory.instance.objectNode())
            : new Decision.Denied(GatewayResponse.forbidden()));
  }
}
