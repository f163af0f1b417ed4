package dev.refloat.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaException;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.HttpApi;
import dev.refloat.local.template.Route;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a request: console, preflight, route, authorizer, function, answer. */
final class RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RouteTable routes;
  private final Map<String, AuthorizerCheck> authorizers = new LinkedHashMap<>();
  private final Optional<CorsRules> cors;
  private final EventFormat format;
  private final LambdaHost lambda;
  private final Optional<ConsoleFiles> console;

  RequestHandler(
      HttpApi api,
      LambdaHost lambda,
      EventFormat format,
      Clock clock,
      Optional<ConsoleFiles> console) {
    this.routes = new RouteTable(api.routes());
    this.cors = api.cors().map(CorsRules::new);
    this.format = format;
    this.lambda = lambda;
    this.console = console;
    api.authorizers()
        .forEach(
            (name, authorizer) ->
                authorizers.put(name, new AuthorizerCheck(authorizer, lambda, format, clock)));
  }

  GatewayResponse handle(GatewayRequest request) throws InterruptedException {
    Optional<GatewayResponse> file = console.flatMap(files -> files.answer(request));
    if (file.isPresent()) {
      return file.get();
    }
    Optional<GatewayResponse> preflight = cors.flatMap(rules -> rules.preflight(request));
    if (preflight.isPresent()) {
      return preflight.get();
    }
    GatewayResponse response = route(request);
    return cors.isPresent() ? cors.get().apply(request, response) : response;
  }

  private GatewayResponse route(GatewayRequest request) throws InterruptedException {
    Optional<RouteTable.Match> match = routes.find(request.method(), request.path());
    if (match.isEmpty()) {
      return GatewayResponse.notFound();
    }
    AuthorizerCheck authorizer =
        match.get().route().authorizer().map(authorizers::get).orElse(null);
    if (authorizer == null) {
      return integrate(request, match.get(), Optional.empty());
    }
    return switch (authorizer.check(request, match.get())) {
      case AuthorizerCheck.Decision.Denied denied -> denied.response();
      case AuthorizerCheck.Decision.Allowed allowed ->
          integrate(request, match.get(), Optional.of(allowed.context()));
    };
  }

  private GatewayResponse integrate(
      GatewayRequest request, RouteTable.Match match, Optional<JsonNode> context)
      throws InterruptedException {
    try {
      byte[] event = JSON.writeValueAsBytes(format.integration(request, match, context));
      return switch (invoke(match.route(), event)) {
        case Invocation.Answer answer ->
            ResponseFormat.read(answer.payload()).orElseGet(() -> malformed(request));
        case Invocation.Failure failure -> {
          Failures.log(LOG, "Function failed", request, failure);
          yield GatewayResponse.internalError();
        }
      };
    } catch (TimeoutException e) {
      LOG.atError()
          .addKeyValue("requestId", request.id())
          .log("Function did not answer in the API's time");
      return GatewayResponse.unavailable();
    } catch (LambdaException e) {
      LOG.atError()
          .addKeyValue("requestId", request.id())
          .setCause(e)
          .log("Function could not be called");
      return e.code() == LambdaException.Code.RequestTooLargeException
          ? GatewayResponse.tooLarge()
          : GatewayResponse.internalError();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }

  /**
   * The API stops waiting after the route's time; the function runs on to its own end, as in AWS.
   */
  private Invocation invoke(Route route, byte[] event)
      throws InterruptedException, TimeoutException {
    FutureTask<Invocation> call = new FutureTask<>(() -> lambda.invoke(route.functionArn(), event));
    Thread.ofVirtual().name("integration").start(call);
    try {
      return call.get(route.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LambdaException lambdaException) {
        throw lambdaException;
      }
      throw new IllegalStateException("The call of a function failed", e.getCause());
    }
  }

  private static GatewayResponse malformed(GatewayRequest request) {
    LOG.atError()
        .addKeyValue("requestId", request.id())
        .log("Function's answer is no HTTP response");
    return GatewayResponse.internalError();
  }
}
