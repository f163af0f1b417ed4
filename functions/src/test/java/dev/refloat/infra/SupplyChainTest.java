package dev.refloat.infra;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others wrote of what is deployed: the functions' artifact, and the files of the console. */
class SupplyChainTest {
  private static final Path ROOT = Path.of(requireNonNull(System.getProperty("refloat.root")));

  /** Those that ask for nothing of who deploys it but that they are told. By their SPDX names. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "ISC",
          "MIT",
          // Of AWS's Lambda libraries' and SDK's parts: MIT without the duty to tell.
          "MIT-0",
          // Of what was given away.
          "CC0-1.0");

  private static JsonNode billOfMaterials() {
    Path file = ROOT.resolve("functions/target/refloat-functions.sbom.json");
    assertThat(Files.exists(file)).as("%s, which Maven makes before the tests", file).isTrue();
    return Sources.read("functions/target/refloat-functions.sbom.json");
  }

  private static Map<String, Set<String>> licensesOfTheArtifact() {
    var licenses = new TreeMap<String, Set<String>>();
    for (JsonNode component : billOfMaterials().path("components")) {
      String name = component.path("group").asText() + ":" + component.path("name").asText();
      licenses.put(
          name,
          component
              .path("licenses")
              .valueStream()
              .map(SupplyChainTest::license)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    return licenses;
  }

  private static String license(JsonNode license) {
    return Stream.of("/license/id", "/expression", "/license/name")
        .map(path -> license.at(path).asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("none");
  }

  /** Of several licences of one component its user chooses one. */
  private static Map<String, Set<String>> notAllowed(Map<String, Set<String>> licenses) {
    return licenses.entrySet().stream()
        .filter(entry -> entry.getValue().stream().noneMatch(ALLOWED::contains))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void theArtifactHasNothingWhoseLicenseIsNotAllowed() {
    Map<String, Set<String>> licenses = licensesOfTheArtifact();

    assertThat(licenses).hasSizeGreaterThan(30);
    assertThat(notAllowed(licenses)).isEmpty();
  }

  /** By its licence for development and tests only, like all of the local stack. */
  @Test
  void nothingOfTheLocalStackIsInTheArtifact() {
    assertThat(licensesOfTheArtifact().keySet())
        .contains("software.amazon.awssdk:s3")
        .noneMatch(name -> name.contains("DynamoDBLocal"))
        .noneMatch(name -> name.startsWith("dev.refloat:"))
        .noneMatch(name -> name.startsWith("org.gaul:"));
  }

  @Test
  void theConsoleHasNothingWhoseLicenseIsNotAllowed() {
    var licenses = new TreeMap<String, Set<String>>();
    Sources.read("console/package-lock.json")
        .path("packages")
        .properties()
        .forEach(
            entry -> {
              JsonNode found = entry.getValue();
              if (!entry.getKey().isEmpty() && !found.path("dev").asBoolean()) {
                licenses.put(entry.getKey(), Set.of(found.path("license").asText("none")));
              }
            });

    assertThat(licenses).containsKey("node_modules/react");
    assertThat(notAllowed(licenses)).isEmpty();
  }
}
