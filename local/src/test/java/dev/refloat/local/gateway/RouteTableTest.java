package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.template.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {
  private static final RouteTable TABLE =
      table(
          "GET /jobs",
          "GET /jobs/{id}",
          "GET /jobs/all",
          "ANY /jobs/{id}",
          "ANY /files/{proxy+}",
          "GET /files/{a}/x");

  private static RouteTable table(String... keys) {
    return new RouteTable(
        Stream.of(keys)
            .map(key -> new Route(key, "f", Optional.empty(), Duration.ofSeconds(30)))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /jobs            | GET /jobs            | {}
          GET    | /jobs/7          | GET /jobs/{id}       | {id=7}
          GET    | /jobs/a b        | GET /jobs/{id}       | {id=a b}
          GET    | /jobs/all        | GET /jobs/all        | {}
          DELETE | /jobs/7          | ANY /jobs/{id}       | {id=7}
          PUT    | /files/a/b/c     | ANY /files/{proxy+}  | {proxy=a/b/c}
          GET    | /files/a/x       | GET /files/{a}/x     | {a=a}
          GET    | /files/a/y       | ANY /files/{proxy+}  | {proxy=a/y}
          POST   | /jobs            |                      |
          HEAD   | /jobs            |                      |
          GET    | /jobs/           |                      |
          GET    | /jobs/7/more     |                      |
          GET    | /files/          |                      |
          GET    | /                |                      |
          """)
  void theMostSpecificRouteIsTaken(String method, String path, String key, String parameters) {
    Optional<RouteTable.Match> match = TABLE.find(method, path);
    assertThat(match.map(found -> found.route().key())).isEqualTo(Optional.ofNullable(key));
    match.ifPresent(found -> assertThat(found.pathParameters()).hasToString(parameters));
  }

  @ParameterizedTest
  @CsvSource({"GET,/jobs,GET /jobs", "POST,/jobs,$default", "GET,/,$default"})
  void theDefaultRouteTakesTheRest(String method, String path, String key) {
    assertThat(table("$default", "GET /jobs").find(method, path).orElseThrow().route().key())
        .isEqualTo(key);
  }
}
