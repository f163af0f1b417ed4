package dev.refloat.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code AWS::Serverless::Function}. */
final class FunctionReader {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "Environment",
          "Events",
          "FunctionName",
          "Handler",
          "MemorySize",
          "PackageType",
          "ReservedConcurrentExecutions",
          "Runtime",
          "SnapStart",
          "Timeout");

  /** Packaging, permissions and observation: the handler's code does the same with and without. */
  private static final Set<String> IGNORED =
      Set.of(
          "Architectures",
          "AutoPublishAlias",
          "AutoPublishAliasAllProperties",
          "CodeUri",
          "DeadLetterQueue",
          "DeploymentPreference",
          "Description",
          "EphemeralStorage",
          "EventInvokeConfig",
          "KmsKeyArn",
          "LoggingConfig",
          "PermissionsBoundary",
          "Policies",
          "PropagateTags",
          "ProvisionedConcurrencyConfig",
          "Role",
          "Tags",
          "Tracing",
          "VersionDescription");

  private FunctionReader() {}

  static FunctionResource read(String id, String name, String arn, Section properties) {
    properties.allow(UNDERSTOOD, IGNORED);
    String runtime = properties.text("Runtime");
    if (!runtime.startsWith("java")) {
      throw properties.error("Runtime", "the local stack runs Java only, not " + runtime);
    }
    if (!properties.optionalText("PackageType").orElse("Zip").equals("Zip")) {
      throw properties.error("PackageType", "the local stack runs no images");
    }
    Section environment = properties.section("Environment").allow(Set.of("Variables"), Set.of());
    Map<String, String> variables = environment.section("Variables").textMembers();
    int concurrency = properties.integer("ReservedConcurrentExecutions", -1);
    return new FunctionResource(
        id,
        name,
        arn,
        properties.text("Handler"),
        variables,
        timeout(properties),
        properties.integer("MemorySize", 128),
        concurrency < 0 ? OptionalInt.empty() : OptionalInt.of(concurrency),
        snapStart(properties));
  }

  private static boolean snapStart(Section properties) {
    Section snapStart = properties.section("SnapStart").allow(Set.of("ApplyOn"), Set.of());
    return snapStart.optionalText("ApplyOn").orElse("None").equals("PublishedVersions");
  }

  private static Duration timeout(Section properties) {
    int seconds = properties.integer("Timeout", 3);
    if (seconds < 1 || seconds > 900) {
      throw properties.error("Timeout", "must be 1 to 900 seconds");
    }
    return Duration.ofSeconds(seconds);
  }
}
