package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Authentication;
import dev.refloat.access.KeyUse;
import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Priming;
import dev.refloat.platform.Settings;
import dev.refloat.platform.WakeUp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The Lambda authorizer of the HTTP API (payload format 2.0, simple response): API key → principal.
 *
 * <p>It always authorizes, and says in the context who calls or that nobody does, because API
 * Gateway's own 401 and 403 have bodies that are not in the contract. {@link HttpFunction} refuses.
 *
 * <p>The event is read as a tree: the class that the events library has for it needs Joda-Time.
 */
public final class AuthorizerFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(AuthorizerFunction.class);

  /** Calls that a key may make in a minute, where nothing else is set. */
  private static final long CALLS_PER_MINUTE = 600;

  private final Authentication authentication;
  private final KeyUse use;

  @SuppressWarnings("UnusedVariable") // Holds it: the runtime does not.
  private final Priming priming = Priming.with(this::rehearse);

  private record Response(boolean isAuthorized, Map<String, String> context) {}

  public AuthorizerFunction() {
    this(System.getenv());
  }

  public AuthorizerFunction(Map<String, String> environment) {
    this(new Settings(environment));
  }

  private AuthorizerFunction(Settings settings) {
    var store = AccessStore.of(new Clients(settings));
    this.authentication = new Authentication(store, InstantSource.system());
    this.use = new KeyUse(store, settings.number("KEY_REQUESTS_PER_MINUTE", CALLS_PER_MINUTE));
  }

  AuthorizerFunction(Authentication authentication, KeyUse use) {
    this.authentication = authentication;
    this.use = use;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    respond(input, output);
  }

  private void rehearse() throws IOException {
    respond(new ByteArrayInputStream(Rehearsals.authorization()), OutputStream.nullOutputStream());
  }

  private void respond(InputStream input, OutputStream output) throws IOException {
    JsonNode event = Json.read(input.readAllBytes(), JsonNode.class);
    if (WakeUp.answered(event, output)) {
      return;
    }
    String requestId = event.path("requestContext").path("requestId").asText("none");
    try (var _ = MDC.putCloseable("requestId", requestId)) {
      output.write(Json.bytes(new Response(true, decide(event))));
    }
  }

  private Map<String, String> decide(JsonNode event) {
    try {
      Optional<Principal> caller = authentication.authenticate(authorization(event));
      return caller.isEmpty() || use.mayCall(caller.get(), Instant.now())
          ? Caller.context(caller)
          : Caller.tooOften();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Key not looked up");
      return Caller.unavailable();
    }
  }

  private static Optional<String> authorization(JsonNode event) {
    return event.path("headers").properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
        .map(header -> header.getValue().asText())
        .findFirst();
  }
}
