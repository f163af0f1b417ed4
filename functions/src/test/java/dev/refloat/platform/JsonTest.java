package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonTest {
  record Sample(long id, @Nullable String note) {}

  @Test
  void idsAbove2To53StayExact() {
    long id = 442958042415517553L;
    assertThat(Json.read("{\"id\":442958042415517553}", Sample.class).id()).isEqualTo(id);
    assertThat(Json.tree("[442958042415517553]").get(0).longValue()).isEqualTo(id);
  }

  @Test
  void nullIsLeftOutAndUnknownFieldsAreIgnored() {
    assertThat(Json.text(new Sample(1, null))).isEqualTo("{\"id\":1}");
    assertThat(Json.read("{\"id\":1,\"later\":true}", Sample.class).note()).isNull();
  }
}
