package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads a SAM template.
 *
 * <p>What it does not understand it refuses with the place: a property that is silently ignored
 * here would work on the laptop and not in AWS, or the other way round.
 */
public final class TemplateReader {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Conditions",
          "Description",
          "Globals",
          "Metadata",
          "Outputs",
          "Parameters",
          "Resources",
          "Rules",
          "Transform");

  private final Path directory;
  private final JsonNode resources;
  private final Globals globals;
  private final ResourceNames names;
  private final Intrinsics intrinsics;
  private final JsonNode outputs;

  private final List<FunctionResource> functions = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<Bucket> buckets = new ArrayList<>();
  private final List<MacKey> macKeys = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final List<CustomResource> customResources = new ArrayList<>();
  private final EventSources sources = new EventSources();
  private final List<StateMachine> stateMachines = new ArrayList<>();
  private final Map<String, ApiReader> apis = new LinkedHashMap<>();

  private TemplateReader(
      Path directory, JsonNode root, Map<String, String> parameters, StackIdentity identity) {
    this.directory = directory;
    this.resources = root.path("Resources");
    this.globals = new Globals(root.path("Globals"));
    this.names = new ResourceNames(resources, globals, identity);
    this.intrinsics =
        new Intrinsics(
            new Parameters(root.path("Parameters"), parameters),
            root.path("Conditions"),
            names,
            identity);
    this.outputs = root.path("Outputs");
  }

  /**
   * Reads and resolves what the local stack runs.
   *
   * @param parameters values instead of the parameters' defaults
   * @throws TemplateException where the template cannot be run as it is written
   */
  public static Template read(Path file, Map<String, String> parameters, StackIdentity identity) {
    JsonNode root = source(file);
    root.fieldNames()
        .forEachRemaining(
            key -> {
              if (!SECTIONS.contains(key)) {
                throw new TemplateException(key, "is not a section of a template");
              }
            });
    Path directory = file.toAbsolutePath().getParent();
    return new TemplateReader(
            directory == null ? Path.of("/") : directory, root, parameters, identity)
        .template();
  }

  /** The names of the template's parameters. */
  public static Set<String> parameterNames(Path file) {
    return source(file).path("Parameters").properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static JsonNode source(Path file) {
    try {
      return YamlSource.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the template", e);
    }
  }

  private Template template() {
    each(ResourceType.HTTP_API, (id, properties) -> apis.put(id, new ApiReader(id, properties)));
    if (apis.size() > 1) {
      throw new TemplateException("Resources", "the local stack serves one HTTP API");
    }
    each(ResourceType.FUNCTION, this::function);
    each(
        ResourceType.TABLE,
        (id, p) -> tables.add(TableReader.read(id, name(id, ResourceType.TABLE), p)));
    each(
        ResourceType.BUCKET,
        (id, p) -> buckets.add(BucketReader.read(id, name(id, ResourceType.BUCKET), p)));
    each(ResourceType.MAC_KEY, this::macKey);
    each(ResourceType.SECRET, this::secret);
    each(ResourceType.CUSTOM, this::customResource);
    each(
        ResourceType.RULE,
        (id, p) -> RuleReader.read(name(id, ResourceType.RULE), p).ifPresent(sources::add));
    each(ResourceType.STATE_MACHINE, this::stateMachine);
    Optional<HttpApi> api = apis.values().stream().map(ApiReader::api).findFirst();
    return new Template(
        functions,
        api,
        tables,
        buckets,
        macKeys,
        secrets,
        customResources,
        sources.rules(),
        sources.schedules(),
        sources.streams(),
        sources.queues(),
        stateMachines,
        outputs());
  }

  private void function(String id, Section properties) {
    String name = name(id, ResourceType.FUNCTION);
    String arn = names.arn(ResourceType.FUNCTION, name);
    functions.add(FunctionReader.read(id, name, arn, properties));
    properties
        .section("Events")
        .members()
        .forEach((event, section) -> event(id, event, section, arn));
  }

  private void event(String function, String name, Section event, String functionArn) {
    event.allow(Set.of("Type", "Properties"), Set.of());
    if (event.text("Type").equals("HttpApi")) {
      Section properties = event.section("Properties");
      apiOf(properties).add(properties, functionArn);
    } else {
      sources.add(function, name, event, functionArn);
    }
  }

  private ApiReader apiOf(Section event) {
    if (event.has("ApiId") || apis.containsKey(ResourceNames.IMPLICIT_API)) {
      return apis.values().stream()
          .findFirst()
          .orElseThrow(() -> event.error("ApiId", "the template has no HTTP API"));
    }
    if (!apis.isEmpty()) {
      throw event.error(
          "ApiId", "is missing, which makes a second HTTP API; the local stack serves one");
    }
    String id = ResourceNames.IMPLICIT_API;
    ApiReader api = new ApiReader(id, properties(id, "HttpApi"));
    apis.put(id, api);
    return api;
  }

  private void macKey(String id, Section properties) {
    String name = name(id, ResourceType.MAC_KEY);
    macKeys.add(MacKeyReader.read(id, name, names.arn(ResourceType.MAC_KEY, name), properties));
  }

  private void secret(String id, Section properties) {
    String name = name(id, ResourceType.SECRET);
    secrets.add(SecretReader.read(id, name, names.arn(ResourceType.SECRET, name), properties));
  }

  private void customResource(String id, Section properties) {
    customResources.add(
        new CustomResource(id, properties.text("ServiceToken"), properties.resolved()));
  }

  private void stateMachine(String id, Section properties) {
    String name = name(id, ResourceType.STATE_MACHINE);
    String arn = names.arn(ResourceType.STATE_MACHINE, name);
    stateMachines.add(StateMachineReader.read(id, name, arn, properties, directory));
  }

  private Map<String, Supplier<String>> outputs() {
    Map<String, Supplier<String>> suppliers = new LinkedHashMap<>();
    outputs
        .fieldNames()
        .forEachRemaining(
            name ->
                suppliers.put(
                    name,
                    () ->
                        new Section(outputs.get(name), "Outputs." + name, intrinsics)
                            .text("Value")));
    return suppliers;
  }

  private String name(String id, ResourceType type) {
    return names.physicalName(id, type, intrinsics);
  }

  private void each(ResourceType type, BiConsumer<String, Section> visitor) {
    resources
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (exists(id) && isOf(type, id)) {
                visitor.accept(id, properties(id, globalsOf(type)));
              }
            });
  }

  private boolean exists(String id) {
    String condition = resources.path(id).path("Condition").asText("");
    return condition.isEmpty() || intrinsics.holds(condition, "Resources." + id + ".Condition");
  }

  private boolean isOf(ResourceType type, String id) {
    String path = "Resources." + id;
    return ResourceType.of(resources.path(id).path("Type").asText(), path)
        .filter(type::equals)
        .isPresent();
  }

  private Section properties(String id, String global) {
    JsonNode merged = globals.merge(global, resources.path(id).path("Properties"));
    return new Section(merged, "Resources." + id + ".Properties", intrinsics);
  }

  private static String globalsOf(ResourceType type) {
    return switch (type) {
      case FUNCTION -> "Function";
      case HTTP_API -> "HttpApi";
      case STATE_MACHINE -> "StateMachine";
      case TABLE, BUCKET, MAC_KEY, SECRET, QUEUE, CUSTOM, RULE -> "";
    };
  }
}
