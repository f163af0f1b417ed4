package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTypesTest {

  @ParameterizedTest
  @CsvSource({
    "index.html, text/html; charset=utf-8",
    "assets/app-1.js, text/javascript; charset=utf-8",
    "assets/app-1.js.map, application/json",
    "assets/app-1.css, text/css; charset=utf-8",
    "logo.svg, image/svg+xml",
    "logo.png, image/png",
    "favicon.ico, image/x-icon",
    "open-sans.woff2, font/woff2",
    "prices.json, application/json"
  })
  void theEndOfTheNameTells(String name, String type) {
    assertThat(ContentTypes.of(name)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.exe", "LICENSE", "a.js/c", "a.js."})
  void whatIsNotKnownIsBytes(String name) {
    assertThat(ContentTypes.of(name)).isEqualTo("application/octet-stream");
  }
}
