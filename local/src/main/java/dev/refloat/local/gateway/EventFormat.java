package dev.refloat.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.template.Route;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The events of payload format 2.0 that functions and Lambda authorizers of an HTTP API get.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda
 *     authorizers</a>
 */
final class EventFormat {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter COMMON_LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String region;
  private final String accountId;

  EventFormat(String region, String accountId) {
    this.region = region;
    this.accountId = accountId;
  }

  /**
   * @param authorizerContext what the authorizer told, where one was asked
   */
  ObjectNode integration(
      GatewayRequest request, RouteTable.Match match, Optional<JsonNode> authorizerContext) {
    ObjectNode event = common(request, match);
    authorizerContext.ifPresent(
        context ->
            ((ObjectNode) event.get("requestContext"))
                .putObject("authorizer")
                .set("lambda", context));
    if (request.body().length > 0) {
      boolean text = isText(request);
      byte[] body = request.body();
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
      event.put("isBase64Encoded", !text);
    } else {
      event.put("isBase64Encoded", false);
    }
    return event;
  }

  ObjectNode authorization(GatewayRequest request, RouteTable.Match match, List<String> identity) {
    ObjectNode event = common(request, match);
    event.put("type", "REQUEST");
    event.put("routeArn", routeArn(request, match.route()));
    if (identity.isEmpty()) {
      event.putNull("identitySource");
    } else {
      identity.forEach(event.putArray("identitySource")::add);
    }
    return event;
  }

  private ObjectNode common(GatewayRequest request, RouteTable.Match match) {
    ObjectNode event = JSON.objectNode();
    event.put("version", "2.0");
    event.put("routeKey", match.route().key());
    event.put("rawPath", request.path());
    event.put("rawQueryString", request.query());
    request.header("cookie").ifPresent(cookies -> cookies(event, cookies));
    event.set("headers", headers(request));
    texts(event, "queryStringParameters", request.queryParameters());
    event.set("requestContext", context(request, match.route()));
    texts(event, "pathParameters", match.pathParameters());
    return event;
  }

  private ObjectNode context(GatewayRequest request, Route route) {
    ObjectNode context = JSON.objectNode();
    context.put("accountId", accountId);
    context.put("apiId", "local");
    context.put("domainName", request.header("host").orElse("localhost"));
    context.put("domainPrefix", "local");
    ObjectNode http = context.putObject("http");
    http.put("method", request.method());
    http.put("path", request.path());
    http.put("protocol", request.protocol());
    http.put("sourceIp", request.sourceIp());
    http.put("userAgent", request.header("user-agent").orElse(""));
    context.put("requestId", request.id());
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", COMMON_LOG_TIME.format(request.time()));
    context.put("timeEpoch", request.time().toEpochMilli());
    return context;
  }

  private String routeArn(GatewayRequest request, Route route) {
    String path =
        route.key().equals(Route.DEFAULT) ? "$default" : request.method() + request.path();
    return "arn:aws:execute-api:" + region + ":" + accountId + ":local/$default/" + path;
  }

  private static ObjectNode headers(GatewayRequest request) {
    ObjectNode headers = JSON.objectNode();
    request.headers().keySet().stream()
        .filter(name -> !name.equals("cookie"))
        .sorted()
        .forEach(name -> headers.put(name, request.header(name).orElse("")));
    headers.put("x-forwarded-for", request.sourceIp());
    headers.put("x-forwarded-proto", "http");
    return headers;
  }

  private static void cookies(ObjectNode event, String header) {
    Arrays.stream(header.split(";", -1)).map(String::strip).forEach(event.putArray("cookies")::add);
  }

  /** Left out where there are none, as API Gateway does. */
  private static void texts(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode object = event.putObject(name);
      values.forEach(object::put);
    }
  }

  /** The types that API Gateway passes on as text; everything else goes as Base64. */
  private static boolean isText(GatewayRequest request) {
    String type =
        request.header("content-type").orElse("").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    boolean known =
        type.startsWith("text/")
            || type.equals("application/json")
            || type.equals("application/xml")
            || type.equals("application/javascript");
    return known && request.header("content-encoding").isEmpty();
  }
}
