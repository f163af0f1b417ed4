package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoutesTest {
  @Test
  void theFunctionsDeclareTheRoutesOfTheContractAndNoOther() throws IOException {
    var environment = new Installed().environment;
    Set<String> declared = new TreeSet<>();
    List.of(
            new BackupsFunction(environment),
            new ClustersFunction(environment),
            new JobsFunction(environment),
            new ProjectsFunction(environment),
            new RestoreClusterFunction(environment),
            new RestoreCollectionFunction(environment))
        .forEach(function -> declared.addAll(function.routeKeys()));

    assertThat(declared).isEqualTo(contract());
  }

  private static Set<String> contract() throws IOException {
    Path file = Path.of(System.getProperty("refloat.root", ".."), "infra", "openapi.yaml");
    JsonNode paths = new YAMLMapper().readTree(file.toFile()).path("paths");
    Set<String> routes = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }
}
