package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nested stack that serves the console beside the API. */
class ConsoleTest {
  private static final JsonNode ROOT = Sources.read("infra/console.yaml");

  /** By the ids that AWS gives its own policies. */
  private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

  private static final String ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

  private static JsonNode resource(String id) {
    JsonNode resource = ROOT.path("Resources").path(id);
    assertThat(resource.isMissingNode()).as(id).isFalse();
    return resource;
  }

  private static JsonNode properties(String id) {
    return resource(id).path("Properties");
  }

  private static JsonNode distribution() {
    return properties("Distribution").path("DistributionConfig");
  }

  private static JsonNode api() {
    return distribution().at("/CacheBehaviors/0");
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void theFirstDeploymentIsWithoutIt() {
    JsonNode nested = Template.resource("Console");

    assertThat(Template.ROOT.at("/Parameters/WithConsole/Default").asText()).isEqualTo("false");
    assertThat(nested.path("Condition").asText()).isEqualTo("HasConsole");
    assertThat(Template.ROOT.at("/Conditions/HasConsole").toString())
        .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"WithConsole\"},\"true\"]}");
    Template.ROOT
        .path("Outputs")
        .properties()
        .forEach(
            output -> {
              if (output.getValue().toString().contains("Console.Outputs")) {
                assertThat(output.getValue().path("Condition").asText())
                    .as(output.getKey())
                    .isEqualTo("HasConsole");
              }
            });
  }

  @Test
  void theStackGivesEveryParameterWithinItsBounds() {
    Map<String, JsonNode> given = new TreeMap<>();
    Template.properties("Console")
        .path("Parameters")
        .properties()
        .forEach(entry -> given.put(entry.getKey(), entry.getValue()));

    assertThat(Template.properties("Console").path("Location").asText())
        .isEqualTo("infra/console.yaml");
    assertThat(given.keySet())
        .containsExactlyInAnyOrderElementsOf(
            ROOT.path("Parameters").properties().stream().map(Map.Entry::getKey).toList());
    given.forEach(
        (name, value) -> {
          if (value.has("Ref")) {
            JsonNode outer = Template.ROOT.at("/Parameters/" + value.path("Ref").asText());
            JsonNode inner = ROOT.path("Parameters").path(name);
            for (String bound :
                List.of("AllowedValues", "AllowedPattern", "MinValue", "MaxValue")) {
              assertThat(outer.path(bound)).as(name).isEqualTo(inner.path(bound));
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Files", "Logs"})
  void itsBucketsArePrivateEncryptedAndTakeTlsOnly(String id) {
    JsonNode tlsOnly = properties(id + "Policy").at("/PolicyDocument/Statement/0");

    assertThat(properties(id).path("PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    assertThat(properties(id).at("/BucketEncryption/ServerSideEncryptionConfiguration")).hasSize(1);
    assertThat(properties(id).has("WebsiteConfiguration")).isFalse();
    assertThat(tlsOnly.path("Effect").asText()).isEqualTo("Deny");
    assertThat(tlsOnly.at("/Condition/Bool/aws:SecureTransport").asText()).isEqualTo("false");
    assertThat(tlsOnly.path("Resource"))
        .hasSize(2)
        .allMatch(resource -> Template.logicalId(resource).equals(id));
  }

  @Test
  void onlyTheDistributionReadsTheFiles() {
    JsonNode statements = properties("FilesPolicy").at("/PolicyDocument/Statement");
    JsonNode allowed = statements.path(1);
    JsonNode origin = distribution().at("/Origins/0");

    assertThat(statements).hasSize(2);
    assertThat(allowed.at("/Principal/Service").asText()).isEqualTo("cloudfront.amazonaws.com");
    assertThat(Template.actions(allowed)).containsExactly("s3:GetObject");
    assertThat(allowed.at("/Condition/StringEquals/aws:SourceArn/Fn::Sub").asText())
        .endsWith(":distribution/${Distribution}");
    assertThat(origin.at("/OriginAccessControlId/Fn::GetAtt").asText())
        .isEqualTo("OriginAccess.Id");
    assertThat(properties("OriginAccess").at("/OriginAccessControlConfig/SigningBehavior").asText())
        .isEqualTo("always");
  }

  @Test
  void accessLogsAreForgottenOrNotKept() {
    assertThat(resource("Logs").path("Condition").asText()).isEqualTo("WithLogs");
    assertThat(
            properties("Logs").at("/LifecycleConfiguration/Rules/0/ExpirationInDays/Ref").asText())
        .isEqualTo("LogDays");
    assertThat(distribution().at("/Logging/Fn::If/0").asText()).isEqualTo("WithLogs");
  }

  @Test
  void noAnswerOfTheApiIsKept() {
    assertThat(distribution().path("CacheBehaviors")).hasSize(1);
    assertThat(api().path("PathPattern").asText()).isEqualTo("/v2/*");
    assertThat(api().path("CachePolicyId").asText()).isEqualTo(CACHING_DISABLED);
    assertThat(api().path("OriginRequestPolicyId").asText()).isEqualTo(ALL_VIEWER_EXCEPT_HOST);
  }

  @Test
  void theApiIsReachedWithEveryMethodAndByTlsAlone() {
    JsonNode origin = distribution().at("/Origins/1");

    assertThat(texts(api().path("AllowedMethods")))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE");
    assertThat(api().path("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
    assertThat(api().path("TargetOriginId")).isEqualTo(origin.path("Id"));
    assertThat(origin.at("/CustomOriginConfig/OriginProtocolPolicy").asText())
        .isEqualTo("https-only");
    assertThat(texts(origin.at("/CustomOriginConfig/OriginSSLProtocols")))
        .containsExactly("TLSv1.2");
  }

  /** An answer of the API that a page stood for would be no JSON any more. */
  @Test
  void noPageStandsForAnAnswerOfTheApi() {
    assertThat(distribution().has("CustomErrorResponses")).isFalse();
    assertThat(distribution().has("DefaultRootObject")).isFalse();
    assertThat(api().has("FunctionAssociations")).isFalse();
    assertThat(distribution().at("/DefaultCacheBehavior/FunctionAssociations/0/EventType").asText())
        .isEqualTo("viewer-request");
  }

  @Test
  void everyRouteOfTheApiIsBehindItsPath() {
    assertThat(Template.routes().keySet())
        .filteredOn(route -> !route.equals("$default"))
        .allMatch(route -> route.substring(route.indexOf(' ') + 1).startsWith("/v2/"));
  }

  @Test
  void aBrowserLoadsNothingThatIsNotTheConsoles() {
    JsonNode headers =
        properties("Headers").at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
    Map<String, String> policy =
        Arrays.stream(
                headers
                    .at("/ContentSecurityPolicy/ContentSecurityPolicy")
                    .asText()
                    .split(" *; *", -1))
            .collect(
                Collectors.toMap(
                    directive -> directive.replaceFirst(" .*", ""),
                    directive -> directive.replaceFirst("^[^ ]+ ", "")));

    assertThat(policy)
        .containsEntry("default-src", "'none'")
        .containsEntry("script-src", "'self'")
        .containsEntry("connect-src", "'self'")
        .containsEntry("frame-ancestors", "'none'")
        .containsEntry("base-uri", "'none'")
        .containsEntry("form-action", "'none'");
    assertThat(policy.values())
        .noneMatch(sources -> sources.contains("http") || sources.contains("*"));
    assertThat(headers.path("ContentTypeOptions").path("Override").asBoolean()).isTrue();
    assertThat(headers.at("/ReferrerPolicy/ReferrerPolicy").asText()).isEqualTo("no-referrer");
    assertThat(headers.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt())
        .isGreaterThanOrEqualTo(31_536_000);
    assertThat(distribution().at("/DefaultCacheBehavior/ResponseHeadersPolicyId/Ref").asText())
        .isEqualTo("Headers");
  }

  @Test
  void aNameOfYourOwnHasAModernTls() {
    JsonNode certificate = distribution().at("/ViewerCertificate/Fn::If");

    assertThat(certificate.path(0).asText()).isEqualTo("WithDomain");
    assertThat(certificate.at("/1/MinimumProtocolVersion").asText()).isEqualTo("TLSv1.2_2021");
    assertThat(distribution().path("HttpVersion").asText()).isEqualTo("http2and3");
    assertThat(Template.ROOT.path("Rules").has("ConsoleDomainHasItsCertificate")).isTrue();
  }
}
