package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the examples of the developer guide. */
final class EventFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EventFormat FORMAT = new EventFormat("us-east-1", "000000000000");
  private static final RouteTable.Match MATCH =
      new RouteTable.Match(
          new Route("POST /jobs/{id}", "f", Optional.of("K"), Duration.ofSeconds(30)),
          Map.of("id", "7"));

  private static GatewayRequest documented() {
    return Requests.request(
        "POST",
        "/jobs/7",
        "parameter1=value1&parameter1=value2&parameter2=a%20b+c&flag",
        Map.of(
            "header1", List.of("value1"),
            "header2", List.of("value1", "value2"),
            "host", List.of("localhost:8080"),
            "user-agent", List.of("agent"),
            "content-type", List.of("application/json; charset=utf-8"),
            "cookie", List.of("cookie1=a; cookie2=b")),
        "{\"x\":\"ü\"}");
  }

  @Test
  void aFunctionGetsPayloadFormat2() throws IOException {
    JsonNode expected =
        JSON.readTree(
            """
            {
              "version": "2.0",
              "routeKey": "POST /jobs/{id}",
              "rawPath": "/jobs/7",
              "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=a%20b+c&flag",
              "cookies": ["cookie1=a", "cookie2=b"],
              "headers": {
                "content-type": "application/json; charset=utf-8", "header1": "value1", "header2": "value1,value2",
                "host": "localhost:8080", "user-agent": "agent", "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http"
              },
              "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "a b c", "flag": ""},
              "requestContext": {
                "accountId": "000000000000", "apiId": "local", "domainName": "localhost:8080", "domainPrefix": "local",
                "http": {"method": "POST", "path": "/jobs/7", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "agent"},
                "requestId": "request-1", "routeKey": "POST /jobs/{id}", "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000", "timeEpoch": 1584039838390,
                "authorizer": {"lambda": {"principal": "alice"}}
              },
              "pathParameters": {"id": "7"},
              "body": "{\\"x\\":\\"ü\\"}",
              "isBase64Encoded": false
            }
            """);
    JsonNode context = JSON.readTree("{\"principal\":\"alice\"}");
    JsonNode event =
        JSON.readTree(FORMAT.integration(documented(), MATCH, Optional.of(context)).toString());
    assertThat(event).isEqualTo(expected);
  }

  @Test
  void anAuthorizerGetsTheSameWithoutBodyAndWithIdentityAndArn() {
    JsonNode event = FORMAT.authorization(documented(), MATCH, List.of("Bearer k"));
    assertThat(event.get("type").textValue()).isEqualTo("REQUEST");
    assertThat(event.get("routeArn").textValue())
        .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:local/$default/POST/jobs/7");
    assertThat(event.get("identitySource")).hasToString("[\"Bearer k\"]");
    assertThat(event.get("pathParameters")).hasToString("{\"id\":\"7\"}");
    assertThat(event.has("body")).isFalse();
    assertThat(event.at("/requestContext/authorizer").isMissingNode()).isTrue();
    assertThat(FORMAT.authorization(documented(), MATCH, List.of()).get("identitySource").isNull())
        .isTrue();
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    RouteTable.Match match =
        new RouteTable.Match(
            new Route("$default", "f", Optional.empty(), Duration.ofSeconds(30)), Map.of());
    JsonNode event = FORMAT.integration(Requests.get("/", "", Map.of()), match, Optional.empty());
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "version",
            "routeKey",
            "rawPath",
            "rawQueryString",
            "headers",
            "requestContext",
            "isBase64Encoded");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,false",
    "text/csv,false",
    "application/xml,false",
    "application/octet-stream,true",
    "application/x-www-form-urlencoded,true",
    "image/png,true"
  })
  void bodiesThatAreNotTextAreBase64(String type, boolean base64) {
    GatewayRequest request =
        Requests.request("POST", "/", "", Map.of("content-type", List.of(type)), "ab");
    JsonNode event = FORMAT.integration(request, MATCH, Optional.empty());
    assertThat(event.get("isBase64Encoded").booleanValue()).isEqualTo(base64);
    assertThat(event.get("body").textValue()).isEqualTo(base64 ? "YWI=" : "ab");
  }
}
