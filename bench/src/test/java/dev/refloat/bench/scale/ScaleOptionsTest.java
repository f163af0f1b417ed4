package dev.refloat.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.local.cli.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaleOptionsTest {
  @Test
  void withoutWordsEverythingIsSimulatedAsItIsDeployed() {
    ScaleOptions options = ScaleOptions.parse(List.of());
    assertThat(options.scenarios()).isEqualTo(Scenario.ALL);
    assertThat(options.isFull()).isTrue();
  }

  @Test
  void scenariosAndParametersAreChosen() {
    ScaleOptions options =
        ScaleOptions.parse(List.of("--scenarios", "a,d", "--set", "BatchItems=9", "--seed", "3"));
    assertThat(options.scenarios()).extracting(Scenario::name).containsExactly("a", "d");
    assertThat(options.parameters()).containsEntry("BatchItems", "9");
    assertThat(options.seed()).isEqualTo(3);
    assertThat(options.isFull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--scenarios", "--scenarios x", "--set BatchItems", "--seed one", "--no 1"})
  void whatIsNotKnownIsRefused(String words) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ScaleOptions.parse(List.of(words.split(" "))));
  }
}
