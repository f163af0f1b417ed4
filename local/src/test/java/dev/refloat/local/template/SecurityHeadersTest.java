package dev.refloat.local.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityHeadersTest {
  @TempDir Path directory;

  private Map<String, String> read(String config) throws IOException {
    return SecurityHeaders.read(
        Files.writeString(
            directory.resolve("console.yaml"),
            """
            Resources:
              Bucket: {Type: AWS::S3::Bucket}
              H:
                Type: AWS::CloudFront::ResponseHeadersPolicy
                Properties: {ResponseHeadersPolicyConfig: %s}
            """
                .formatted(config)));
  }

  @Test
  void theHeadersAreThoseThatCloudFrontSends() throws IOException {
    assertThat(
            read(
                """
                {Name: !Sub 'x-${AWS::StackName}', Comment: c, SecurityHeadersConfig: {
                  ContentSecurityPolicy: {Override: true, ContentSecurityPolicy: "default-src 'none'"},
                  ContentTypeOptions: {Override: true}, FrameOptions: {Override: true, FrameOption: DENY},
                  ReferrerPolicy: {Override: true, ReferrerPolicy: no-referrer}},
                  CustomHeadersConfig: {Items: [{Header: X-More, Override: true, Value: 'yes'}]}}
                """))
        .isEqualTo(
            Map.of(
                "content-security-policy", "default-src 'none'",
                "x-content-type-options", "nosniff",
                "x-frame-options", "DENY",
                "referrer-policy", "no-referrer",
                "x-more", "yes"));
  }

  @Test
  void whatIsForTlsIsLeftOut() throws IOException {
    assertThat(
            read(
                "{SecurityHeadersConfig: {StrictTransportSecurity: {AccessControlMaxAgeSec: 1, Override: true}}}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {CorsConfig: {}}                                          | .CorsConfig: is not understood
          {SecurityHeadersConfig: {XSSProtection: {}}}              | .XSSProtection: is not understood
          {SecurityHeadersConfig: {ContentSecurityPolicy: {}}}      | .ContentSecurityPolicy: a text is expected
          {CustomHeadersConfig: {Items: [{Header: !Ref X}]}}        | .Header: a text is expected
          """)
  void whatIsNotUnderstoodIsRefusedWithItsPath(String config, String message) {
    assertThatThrownBy(() -> read(config))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Resources.H.Properties.ResponseHeadersPolicyConfig" + message);
  }

  @Test
  void oneListOfHeadersIsExpected() throws IOException {
    Path none = Files.writeString(directory.resolve("none.yaml"), "Resources: {}");
    assertThatThrownBy(() -> SecurityHeaders.read(none))
        .hasMessage("Resources: one AWS::CloudFront::ResponseHeadersPolicy is expected");
    assertThatThrownBy(() -> SecurityHeaders.read(directory.resolve("gone.yaml")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void thoseOfTheProjectAreRead() {
    assertThat(
            SecurityHeaders.read(
                Path.of(
                    requireNonNull(System.getProperty("refloat.root")), "infra", "console.yaml")))
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cross-origin-opener-policy", "same-origin")
        .containsKeys("content-security-policy", "permissions-policy")
        .doesNotContainKey("strict-transport-security");
  }
}
