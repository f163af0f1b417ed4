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
  private final Installed installed = new Installed();

  @Test
  void theFunctionsDeclareTheRoutesOfTheContractAndNoOther() throws IOException {
    Set<String> declared = new TreeSet<>();
    functions().forEach(function -> declared.addAll(function.routeKeys()));

    assertThat(declared).isEqualTo(contract());
  }

  @Test
  void everyPostTakesAnIdempotencyKeyAndRefusesUnknownParameters() {
    int posts = 0;
    for (HttpFunction function : functions()) {
      for (String route : function.routeKeys()) {
        if (route.startsWith("POST ")) {
          posts++;
          var malformed =
              Call.of(route, installed.owner).header("idempotency-key", "é").to(function);
          assertThat(malformed.code()).as(route).isEqualTo(96123);
          var unknown = Call.of(route, installed.owner).query("dryrun", "true").to(function);
          assertThat(unknown.code()).as(route).isEqualTo(96124);
        }
      }
    }
    assertThat(posts).isPositive();
  }

  private List<HttpFunction> functions() {
    var environment = installed.environment;
    environment.put("REQUESTS_BUCKET_NAME", "requests");
    return List.of(
        new ApiKeysFunction(environment),
        new BackupsFunction(environment),
        new ClustersFunction(environment),
        new DropClusterFunction(environment),
        new ExportFunction(environment),
        new JobsFunction(environment),
        new ProjectsFunction(environment),
        new RestoreClusterFunction(environment),
        new RestoreCollectionFunction(environment),
        new RestoreTriggersFunction(environment),
        new RolesFunction(environment),
        new ControlJobFunction(environment));
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
