package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers that CloudFront sends with the files of the console, read where CloudFront is told of
 * them, so that a page that works on the laptop works in AWS.
 */
public final class SecurityHeaders {
  private static final String TYPE = "AWS::CloudFront::ResponseHeadersPolicy";

  private final String path;
  private final Map<String, String> headers = new TreeMap<>();

  private SecurityHeaders(String path) {
    this.path = path;
  }

  /**
   * Reads the one policy of a template. {@code Strict-Transport-Security} is left out: here nothing
   * speaks TLS.
   *
   * @return by names in lower case
   * @throws TemplateException where there is not one policy, or one that says what is not
   *     understood
   */
  public static Map<String, String> read(Path template) {
    JsonNode resources = source(template).path("Resources");
    List<Map.Entry<String, JsonNode>> policies =
        resources.properties().stream()
            .filter(resource -> resource.getValue().path("Type").asText().equals(TYPE))
            .toList();
    if (policies.size() != 1) {
      throw new TemplateException("Resources", "one " + TYPE + " is expected");
    }
    String path =
        "Resources." + policies.getFirst().getKey() + ".Properties.ResponseHeadersPolicyConfig";
    var headers = new SecurityHeaders(path);
    headers.add(policies.getFirst().getValue().at("/Properties/ResponseHeadersPolicyConfig"));
    return Map.copyOf(headers.headers);
  }

  private static JsonNode source(Path file) {
    try {
      return YamlSource.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the template of the console", e);
    }
  }

  private void add(JsonNode config) {
    for (Map.Entry<String, JsonNode> part : config.properties()) {
      switch (part.getKey()) {
        case "Name", "Comment" -> {}
        case "SecurityHeadersConfig" ->
            part.getValue()
                .properties()
                .forEach(header -> addSecurity(header.getKey(), header.getValue()));
        case "CustomHeadersConfig" ->
            part.getValue()
                .path("Items")
                .forEach(item -> put(text(item, "Header"), text(item, "Value")));
        default -> throw notUnderstood(part.getKey());
      }
    }
  }

  private void addSecurity(String name, JsonNode header) {
    switch (name) {
      case "ContentSecurityPolicy" -> put("Content-Security-Policy", text(header, name));
      case "ContentTypeOptions" -> put("X-Content-Type-Options", "nosniff");
      case "FrameOptions" -> put("X-Frame-Options", text(header, "FrameOption"));
      case "ReferrerPolicy" -> put("Referrer-Policy", text(header, name));
      case "StrictTransportSecurity" -> {}
      default -> throw notUnderstood(name);
    }
  }

  private void put(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
  }

  private String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new TemplateException(path + "." + key, "a text is expected");
    }
    return value.textValue();
  }

  private TemplateException notUnderstood(String key) {
    return new TemplateException(path + "." + key, "is not understood by the local stack");
  }
}
