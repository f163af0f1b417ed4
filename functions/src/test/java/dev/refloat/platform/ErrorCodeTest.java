package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorCodeTest {
  @Test
  void noCodeHasTwoMeanings() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void isTheVendorsOrInOurRange(ErrorCode code) {
    assertThat(code.code() == 21119 || (code.code() > 96000 && code.code() < 96200)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void hasAStatusThatSaysFailure(ErrorCode code) {
    assertThat(code.status()).isBetween(400, 500);
  }
}
