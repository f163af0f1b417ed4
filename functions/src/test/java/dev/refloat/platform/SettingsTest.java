package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static Settings of(String name, String value) {
    return new Settings(Map.of(name, value));
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatThrownBy(() -> new Settings(Map.of()).jobsTable())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("JOBS_TABLE");
  }

  @Test
  void aBlankVariableIsMissing() {
    assertThatThrownBy(() -> of("JOBS_TABLE", " ").jobsTable()).hasMessageContaining("JOBS_TABLE");
    assertThat(of("X", "").find("X")).isEmpty();
  }

  @Test
  void numbersHaveAFallbackAndMustBeNumbers() {
    assertThat(of("N", "12").number("N", 1)).isEqualTo(12);
    assertThat(of("N", "12").number("M", 1)).isEqualTo(1);
    assertThatThrownBy(() -> of("N", "a dozen").number("N", 1)).hasMessageContaining("N");
  }

  @Test
  void endpointsAreThoseOfEverySdk() {
    assertThat(of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9").endpoint("S3"))
        .contains(URI.create("http://127.0.0.1:9"));
    assertThat(of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9").endpoint("SFN")).isEmpty();
  }

  @Test
  void valuesAreNotPrinted() {
    assertThat(of("AWS_SECRET_ACCESS_KEY", "hidden").toString())
        .contains("AWS_SECRET_ACCESS_KEY")
        .doesNotContain("hidden");
  }
}
