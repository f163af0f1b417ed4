package dev.refloat.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code AWS::Serverless::HttpApi}, and functions' events of type {@code HttpApi}. */
final class ApiReader {
  private static final Set<String> UNDERSTOOD = Set.of("Auth", "CorsConfiguration", "StageName");

  /** Access logs, throttling and names: a laptop has one caller. */
  private static final Set<String> IGNORED =
      Set.of(
          "AccessLogSettings",
          "DefaultRouteSettings",
          "Description",
          "DisableExecuteApiEndpoint",
          "FailOnWarnings",
          "Name",
          "PropagateTags",
          "RouteSettings",
          "Tags");

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final String id;
  private final Map<String, Authorizer> authorizers = new LinkedHashMap<>();
  private final Optional<String> defaultAuthorizer;
  private final Optional<Cors> cors;
  private final Map<String, Route> routes = new LinkedHashMap<>();

  ApiReader(String id, Section properties) {
    this.id = id;
    properties.allow(UNDERSTOOD, IGNORED);
    if (!properties.optionalText("StageName").orElse(Route.DEFAULT).equals(Route.DEFAULT)) {
      throw properties.error("StageName", "the local stack serves the stage $default only");
    }
    Section auth =
        properties.section("Auth").allow(Set.of("Authorizers", "DefaultAuthorizer"), Set.of());
    auth.section("Authorizers")
        .members()
        .forEach((name, section) -> authorizers.put(name, authorizer(name, section)));
    defaultAuthorizer = auth.optionalText("DefaultAuthorizer");
    defaultAuthorizer.ifPresent(name -> known(name, auth, "DefaultAuthorizer"));
    cors = properties.has("CorsConfiguration") ? Optional.of(cors(properties)) : Optional.empty();
  }

  HttpApi api() {
    return new HttpApi(id, authorizers, cors, new ArrayList<>(routes.values()));
  }

  /**
   * @param event the properties of a function's event
   */
  void add(Section event, String functionArn) {
    event.allow(
        Set.of("ApiId", "Auth", "Method", "Path", "PayloadFormatVersion", "TimeoutInMillis"),
        Set.of("RouteSettings"));
    format(event, "PayloadFormatVersion");
    Duration timeout =
        Duration.ofMillis(event.integer("TimeoutInMillis", (int) LONGEST.toMillis()));
    if (timeout.compareTo(LONGEST) > 0) {
      throw event.error("TimeoutInMillis", "an HTTP API waits 30 s at most");
    }
    Route route = new Route(key(event), functionArn, authorizerOf(event), timeout);
    if (routes.putIfAbsent(route.key(), route) != null) {
      throw event.error("Path", "the route " + route.key() + " stands twice");
    }
  }

  private static String key(Section event) {
    Optional<String> path = event.optionalText("Path");
    if (path.isEmpty() || path.get().equals(Route.DEFAULT)) {
      return Route.DEFAULT;
    }
    String method = event.optionalText("Method").orElse("ANY").toUpperCase(Locale.ROOT);
    return (method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : method) + " " + path.get();
  }

  private Optional<String> authorizerOf(Section event) {
    Section auth = event.section("Auth").allow(Set.of("Authorizer"), Set.of());
    Optional<String> name = auth.optionalText("Authorizer").or(() -> defaultAuthorizer);
    if (name.isPresent() && name.get().equals("NONE")) {
      return Optional.empty();
    }
    name.ifPresent(n -> known(n, auth, "Authorizer"));
    return name;
  }

  private void known(String name, Section auth, String key) {
    if (!authorizers.containsKey(name)) {
      throw auth.error(key, "there is no authorizer " + name);
    }
  }

  private static Authorizer authorizer(String name, Section section) {
    section.allow(
        Set.of(
            "AuthorizerPayloadFormatVersion", "EnableSimpleResponses", "FunctionArn", "Identity"),
        Set.of("EnableFunctionDefaultPermissions", "FunctionInvokeRole"));
    format(section, "AuthorizerPayloadFormatVersion");
    if (!section.flag("EnableSimpleResponses")) {
      throw section.error(
          "EnableSimpleResponses", "the local stack understands simple responses only");
    }
    Section identity =
        section
            .section("Identity")
            .allow(Set.of("Context", "Headers", "QueryStrings", "ReauthorizeEvery"), Set.of());
    List<String> sources = new ArrayList<>();
    identity.texts("Headers").forEach(header -> sources.add("$request.header." + header));
    identity.texts("QueryStrings").forEach(query -> sources.add("$request.querystring." + query));
    identity.texts("Context").forEach(value -> sources.add("$context." + value));
    // SAM's default; without an identity there is nothing that an answer could be kept under.
    int seconds = identity.integer("ReauthorizeEvery", sources.isEmpty() ? 0 : 300);
    return new Authorizer(name, section.text("FunctionArn"), sources, Duration.ofSeconds(seconds));
  }

  private static Cors cors(Section properties) {
    Section cors =
        properties
            .section("CorsConfiguration")
            .allow(
                Set.of(
                    "AllowCredentials",
                    "AllowHeaders",
                    "AllowMethods",
                    "AllowOrigins",
                    "ExposeHeaders",
                    "MaxAge"),
                Set.of());
    return new Cors(
        cors.texts("AllowOrigins"),
        cors.texts("AllowMethods"),
        cors.texts("AllowHeaders"),
        cors.texts("ExposeHeaders"),
        cors.has("MaxAge")
            ? Optional.of(Duration.ofSeconds(cors.integer("MaxAge", 0)))
            : Optional.empty(),
        cors.flag("AllowCredentials"));
  }

  private static void format(Section section, String key) {
    String version = section.optionalText(key).orElse("2.0");
    if (!version.equals("2.0") && !version.equals("2")) {
      throw section.error(key, "the local stack speaks payload format 2.0 only");
    }
  }
}
