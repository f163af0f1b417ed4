package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Grants;
import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Priming;
import dev.refloat.platform.Refused;
import dev.refloat.platform.WakeUp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A function behind the HTTP API (payload format 2.0).
 *
 * <p>The order is always the same: the caller must be known (401), the route's guard must let it in
 * (403, 404), and only then the handler reads the body and the parameters (400). A POST is an order
 * besides: see {@link #post}. Whatever happens, the answer is JSON as the contract has it, and the
 * request id is in the answer's header and in every log line. Nothing of the request but its route
 * is logged: headers and bodies hold secrets.
 */
abstract class HttpFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(HttpFunction.class);

  private static final String POST = "POST ";
  private static final String DELETE = "DELETE ";

  private final Map<String, Route> routes = new HashMap<>();
  private final Clients clients;
  private final ErrorStatus errorStatus;
  private final UnaryOperator<Principal> grants;

  @SuppressWarnings("UnusedVariable") // Holds it: the runtime does not.
  private final Priming priming = Priming.with(this::rehearse);

  HttpFunction(Clients clients) {
    this(clients, new Grants(AccessStore.of(clients), InstantSource.system()));
  }

  /**
   * A function that tells the caller's grants in another way.
   *
   * @param grants of a caller that the authorizer knows; refuses one whose key is no longer valid
   */
  HttpFunction(Clients clients, UnaryOperator<Principal> grants) {
    this.clients = clients;
    this.errorStatus = ErrorStatus.of(clients.settings());
    this.grants = grants;
  }

  /**
   * Declares a route that changes nothing.
   *
   * @param key as in the template, such as {@code GET /v2/jobs/{jobId}}
   * @param guard decides whether the caller may, and finds what the route is about
   */
  final <T> void route(String key, Guard<T> guard, Handler<T> handler) {
    if (key.startsWith(POST) || key.startsWith(DELETE)) {
      throw new IllegalArgumentException("A change, to be declared as one: " + key);
    }
    routes.put(key, (principal, request) -> call(principal, request, guard, handler));
  }

  /** Declares a DELETE: a change, of which the audit trail tells. Doing it again is no error. */
  final <T> void delete(String key, Guard<T> guard, Handler<T> handler) {
    if (!key.startsWith(DELETE)) {
      throw new IllegalArgumentException("Not a DELETE: " + key);
    }
    AuditTrail audit = AuditTrail.of(clients);
    routes.put(
        key,
        (principal, request) ->
            audit.tell(principal, request, () -> call(principal, request, guard, handler)));
  }

  /**
   * Declares a POST. Each is an order that has effects: a parameter that nobody knows is refused,
   * and with an {@code Idempotency-Key} it is carried out once, both before the guard. The audit
   * trail tells of it.
   *
   * @param handler must be idempotent per {@link Request#operation}, and write nothing where it
   *     refuses
   * @param secrets the fields of the answer that must not be kept to be repeated
   */
  final <T> void post(
      String key, Guard<T> guard, Handler<T> handler, Idempotency idempotency, Secret... secrets) {
    post(key, Set.of(), guard, handler, idempotency, secrets);
  }

  /** Declares one that has query parameters. */
  final <T> void post(
      String key,
      Set<String> parameters,
      Guard<T> guard,
      Handler<T> handler,
      Idempotency idempotency,
      Secret... secrets) {
    if (!key.startsWith(POST)) {
      throw new IllegalArgumentException("Not a POST: " + key);
    }
    List<Secret> notKept = List.of(secrets);
    AuditTrail audit = AuditTrail.of(clients);
    routes.put(
        key,
        (principal, request) ->
            audit.tell(
                principal,
                request,
                () -> {
                  request.query().only(parameters);
                  return idempotency.answer(
                      principal.apiKeyId(),
                      request,
                      notKept,
                      order -> call(principal, order, guard, handler));
                }));
  }

  private static <T> JsonNode call(
      Principal principal, Request request, Guard<T> guard, Handler<T> handler) {
    return Json.toTree(handler.handle(guard.admit(principal, request), request));
  }

  /** The routes that it declares. */
  final Set<String> routeKeys() {
    return Set.copyOf(routes.keySet());
  }

  /** Answers a call on what the guard found. What it returns becomes {@code data}. */
  @FunctionalInterface
  interface Handler<T> {
    Object handle(T admitted, Request request);
  }

  @FunctionalInterface
  private interface Route {
    JsonNode call(Principal principal, Request request);
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    respond(input, output);
  }

  private void rehearse() throws IOException {
    respond(new ByteArrayInputStream(Rehearsals.call()), OutputStream.nullOutputStream());
  }

  private void respond(InputStream input, OutputStream output) throws IOException {
    JsonNode event = Json.read(input.readAllBytes(), JsonNode.class);
    if (WakeUp.answered(event, output)) {
      return;
    }
    var request = new Request(Json.convert(event, APIGatewayV2HTTPEvent.class));
    try (var _ = MDC.putCloseable("requestId", request.id())) {
      long start = System.nanoTime();
      Answer answer = answer(request);
      log.atInfo()
          .addKeyValue("method", request.method())
          .addKeyValue("route", request.routeKey())
          .addKeyValue("status", answer.status())
          .addKeyValue("code", answer.code())
          .addKeyValue("durationMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
          .log("Request answered");
      output.write(Json.bytes(answer.toEvent(request.id())));
    } finally {
      MDC.remove("apiKeyId");
    }
  }

  private Answer answer(Request request) {
    try {
      Principal caller = Caller.of(request.authorizerContext());
      MDC.put("apiKeyId", caller.apiKeyId());
      Principal principal = grants.apply(caller);
      Route route = routes.get(request.routeKey());
      if (route == null) {
        throw new IllegalStateException("The template sends a route here that is not declared");
      }
      return Answer.of(route.call(principal, request));
    } catch (Refused e) {
      return Answer.of(e, errorStatus);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Request failed");
      return Answer.of(
          new Refused(
              ErrorCode.INTERNAL,
              "Something went wrong on our side; nothing you sent was wrong. Try again, and if it"
                  + " goes on, report request id "
                  + request.id()
                  + "."),
          errorStatus);
    }
  }
}
