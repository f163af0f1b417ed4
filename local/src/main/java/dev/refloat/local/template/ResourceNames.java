package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Physical names: what {@code Ref} and {@code Fn::GetAtt} answer for a resource.
 *
 * <p>A name that the template gives is used; otherwise it is made of the stack's name and the
 * logical id, so that it is the same after a restart.
 */
final class ResourceNames {
  /** SAM's logical id of the API that functions' events make when they name none. */
  static final String IMPLICIT_API = "ServerlessHttpApi";

  /** Behind a table's ARN; AWS has the time there at which the stream was made. */
  static final String STREAM = "/stream/local";

  /** SAM's logical id of the alias of a state machine. */
  private static final Pattern MACHINE_ALIAS =
      Pattern.compile("(?<machine>[A-Za-z0-9]+)Alias(?<alias>[A-Za-z0-9]+)");

  private final JsonNode resources;
  private final Globals globals;
  private final StackIdentity identity;

  ResourceNames(JsonNode resources, Globals globals, StackIdentity identity) {
    this.resources = resources;
    this.globals = globals;
    this.identity = identity;
  }

  /**
   * {@code Function.Alias} and {@code Function.Version} are references in SAM, although they look
   * like attributes.
   */
  boolean isReference(String name) {
    return name.endsWith(".Alias") || name.endsWith(".Version");
  }

  String reference(String name, Intrinsics intrinsics, String path) {
    if (isReference(name)) {
      return qualified(name, intrinsics, path);
    }
    Matcher alias = MACHINE_ALIAS.matcher(name);
    if (alias.matches() && isPublished(alias.group("machine"), alias.group("alias"))) {
      return attribute(alias.group("machine"), "Arn", intrinsics, path)
          + ":"
          + alias.group("alias");
    }
    ResourceType type = type(name, intrinsics, path);
    return switch (type) {
      case FUNCTION, TABLE, BUCKET, MAC_KEY, RULE -> physicalName(name, type, intrinsics);
      case STATE_MACHINE -> attribute(name, "Arn", intrinsics, path);
      case SECRET -> attribute(name, "Id", intrinsics, path);
      // A URL of a service that is not here.
      case QUEUE -> throw noReference(name, path);
      case CUSTOM -> throw noReference(name, path);
      case HTTP_API -> "local";
    };
  }

  String attribute(String id, String attribute, Intrinsics intrinsics, String path) {
    ResourceType type = type(id, intrinsics, path);
    if (type == ResourceType.HTTP_API) {
      return switch (attribute) {
        case "ApiEndpoint" -> identity.apiEndpoint().toString();
        case "ApiId" -> "local";
        default -> throw unknown(id, attribute, path);
      };
    }
    if (type == ResourceType.CUSTOM) {
      throw noReference(id, path);
    }
    String name = physicalName(id, type, intrinsics);
    return switch (attribute) {
      case "Id" -> {
        if (type != ResourceType.SECRET) {
          throw unknown(id, attribute, path);
        }
        yield arn(type, name);
      }
      case "Arn" -> arn(type, name);
      case "KeyId" -> {
        if (type != ResourceType.MAC_KEY) {
          throw unknown(id, attribute, path);
        }
        yield name;
      }
      case "Name" -> {
        if (type != ResourceType.STATE_MACHINE) {
          throw unknown(id, attribute, path);
        }
        yield name;
      }
      case "StreamArn" -> {
        if (type != ResourceType.TABLE) {
          throw unknown(id, attribute, path);
        }
        yield arn(type, name) + STREAM;
      }
      default -> throw unknown(id, attribute, path);
    };
  }

  String physicalName(String id, ResourceType type, Intrinsics intrinsics) {
    if (type == ResourceType.MAC_KEY) {
      return generated(id, type); // A template cannot name a key.
    }
    String property =
        switch (type) {
          case FUNCTION -> "FunctionName";
          case TABLE -> "TableName";
          case BUCKET -> "BucketName";
          case QUEUE -> "QueueName";
          case RULE, STATE_MACHINE, HTTP_API, MAC_KEY, SECRET, CUSTOM -> "Name";
        };
    String path = "Resources." + id + ".Properties." + property;
    JsonNode given = resources.path(id).path("Properties").path(property);
    return intrinsics.guarded(
        path,
        () -> {
          JsonNode name = intrinsics.resolve(given, path);
          return name instanceof TextNode text ? text.textValue() : generated(id, type);
        });
  }

  String arn(ResourceType type, String name) {
    return switch (type) {
      case FUNCTION -> identity.arn("lambda", "function:" + name);
      case TABLE -> identity.arn("dynamodb", "table/" + name);
      case BUCKET -> "arn:aws:s3:::" + name;
      case MAC_KEY -> identity.arn("kms", "key/" + name);
      // AWS puts six characters of its own behind the name.
      case SECRET -> identity.arn("secretsmanager", "secret:" + name + "-000000");
      case CUSTOM -> throw new IllegalArgumentException(name + " is of no service of AWS");
      case RULE -> identity.arn("events", "rule/" + name);
      case QUEUE -> identity.arn("sqs", name);
      case STATE_MACHINE -> identity.arn("states", "stateMachine:" + name);
      case HTTP_API -> "arn:aws:apigateway:" + identity.region() + "::/apis/local";
    };
  }

  private String generated(String id, ResourceType type) {
    return identity.stackName() + "-" + (type == ResourceType.BUCKET ? kebab(id) : id);
  }

  private String qualified(String name, Intrinsics intrinsics, String path) {
    String id = name.substring(0, name.indexOf('.'));
    JsonNode function = globals.merge("Function", resources.path(id).path("Properties"));
    String alias = intrinsics.resolve(function.path("AutoPublishAlias"), path).asText("");
    String qualifier = name.endsWith(".Alias") && !alias.isEmpty() ? alias : "1";
    return attribute(id, "Arn", intrinsics, path) + ":" + qualifier;
  }

  private boolean isPublished(String machine, String alias) {
    JsonNode published = resources.path(machine).at("/Properties/AutoPublishAlias");
    return published.asText().equals(alias);
  }

  private ResourceType type(String id, Intrinsics intrinsics, String path) {
    if (id.equals(IMPLICIT_API) && !resources.has(id)) {
      return ResourceType.HTTP_API;
    }
    JsonNode resource = resources.path(id);
    if (resource.isMissingNode()) {
      throw new TemplateException(path, "there is no parameter or resource " + id);
    }
    String condition = resource.path("Condition").asText("");
    if (!condition.isEmpty() && !intrinsics.holds(condition, "Resources." + id)) {
      throw new TemplateException(
          path, id + " does not exist: its condition " + condition + " is false");
    }
    Optional<ResourceType> type =
        ResourceType.of(resource.path("Type").asText(), "Resources." + id);
    return type.orElseThrow(
        () ->
            new TemplateException(
                path, id + " has no meaning locally, so nothing that runs may refer to it"));
  }

  private static TemplateException noReference(String id, String path) {
    return new TemplateException(
        path, id + " is made when everything else runs, so nothing that runs may refer to it");
  }

  private static TemplateException unknown(String id, String attribute, String path) {
    return new TemplateException(
        path, "the attribute " + id + "." + attribute + " is not understood");
  }

  /** {@code BackupBucket} is {@code backup-bucket}: bucket names have no upper case. */
  private static String kebab(String id) {
    return id.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
