package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.input.Shape;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call, read from the event of API Gateway, in which anything may be absent. */
final class Request {
  static final Shape NO_FIELDS = Shape.of();

  private final APIGatewayV2HTTPEvent event;
  private final @Nullable RequestContext context;
  private final @Nullable Operation operation;

  Request(APIGatewayV2HTTPEvent event) {
    this(event, null);
  }

  private Request(APIGatewayV2HTTPEvent event, @Nullable Operation operation) {
    this.event = event;
    this.context = event.getRequestContext();
    this.operation = operation;
  }

  /** The same call, as an order to be carried out. */
  Request as(Operation order) {
    return new Request(event, order);
  }

  /** The order that the call is; every POST is one. */
  Operation operation() {
    if (operation == null) {
      throw new IllegalStateException("Only a POST is an order");
    }
    return operation;
  }

  String id() {
    return context().map(RequestContext::getRequestId).orElse("none");
  }

  String routeKey() {
    return Optional.ofNullable(event.getRouteKey()).orElse("");
  }

  String method() {
    return context().map(RequestContext::getHttp).map(http -> http.getMethod()).orElse("");
  }

  String path() {
    return Optional.ofNullable(event.getRawPath()).orElse("");
  }

  /** Where the call comes from; empty where the gateway does not say. */
  String sourceIp() {
    return context().map(RequestContext::getHttp).map(http -> http.getSourceIp()).orElse("");
  }

  /** What the authorizer says; empty where none ran. */
  Map<String, Object> authorizerContext() {
    return context()
        .map(RequestContext::getAuthorizer)
        .map(RequestContext.Authorizer::getLambda)
        .orElse(Map.of());
  }

  /** By a name in any case. */
  Optional<String> header(String name) {
    return Optional.ofNullable(event.getHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A variable of the route, such as {@code jobId}. */
  String pathParameter(String name) {
    return Optional.ofNullable(event.getPathParameters())
        .map(parameters -> parameters.get(name))
        .orElseThrow(() -> new IllegalStateException("The route has no variable " + name));
  }

  /**
   * The variable {@code clusterId} of the route.
   *
   * @throws Refused 96036 malformed
   */
  String clusterId() {
    return ClusterIds.check(pathParameter("clusterId"));
  }

  Query query() {
    return new Query(Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()));
  }

  /** The body as a JSON object. */
  ObjectNode body() {
    return Body.parse(Optional.ofNullable(event.getBody()).orElse(""), event.getIsBase64Encoded());
  }

  /** The body as a JSON object; one without fields where there is none. */
  ObjectNode bodyIfAny() {
    boolean none = Optional.ofNullable(event.getBody()).orElse("").isBlank();
    return none ? Json.mapper().createObjectNode() : body();
  }

  /**
   * Of a call that says everything by its path.
   *
   * @throws Refused 96110 where the body has a field all the same
   */
  void requireNoFields() {
    NO_FIELDS.require(bodyIfAny());
  }

  private Optional<RequestContext> context() {
    return Optional.ofNullable(context);
  }
}
