package dev.refloat.infra;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** The files that are held against each other. */
final class Sources {
  static final JsonNode OPEN_API = read("infra/openapi.yaml");

  /** JSON is YAML. */
  static final JsonNode STATE_MACHINE = read("statemachine/restore.asl.json");

  private Sources() {}

  static JsonNode read(String path) {
    return CloudFormationYaml.read(
        Path.of(requireNonNull(System.getProperty("refloat.root"))).resolve(path));
  }
}
