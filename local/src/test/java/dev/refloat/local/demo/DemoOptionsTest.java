package dev.refloat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.refloat.local.sample.SampleShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoOptionsTest {
  @Test
  void nothingGivenMeansTheSmallSample() {
    assertThat(DemoOptions.parse(List.of()))
        .isEqualTo(new DemoOptions(0, 0, SampleShape.TODAY, false));
  }

  @Test
  void allOptionsTogether() {
    assertThat(
            DemoOptions.parse(
                List.of("--size", "2g", "--objects", "20000", "--shape", "level-files", "--keep")))
        .isEqualTo(new DemoOptions(2L << 30, 20_000, SampleShape.LEVEL_FILES, true));
  }

  @ParameterizedTest
  @CsvSource({"2097152, 2097152", "4096k, 4194304", "16M, 16777216", "1t, 1099511627776"})
  void sizesHaveUnits(String text, long bytes) {
    assertThat(DemoOptions.parse(List.of("--size", text)).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 g", "g", "-1m", "2gb", "1.5g", ""})
  void aMalformedSizeIsNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--size", text)))
        .withMessageStartingWith("--size needs")
        .withMessageEndingWith("it was " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "0", "2t", "999999999999t"})
  void aSizeOutOfRangeIsNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--size", text)))
        .withMessage("--size must be from 2m to 1t; it was " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "many", "10000001"})
  void aBadNumberOfObjectsIsNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--objects", text)))
        .withMessage("--objects needs a number from 1 to 10000000; it was " + text);
  }

  @Test
  void aShapeThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--shape", "PACKED")))
        .withMessageContaining("today, shared-groups, ungrouped")
        .withMessageEndingWith("; it was PACKED");
  }

  @Test
  void anUnknownOptionAndAMissingValueAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--sise", "2g")))
        .withMessageContaining("--sise");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--size")))
        .withMessage("--size needs a value");
  }
}
