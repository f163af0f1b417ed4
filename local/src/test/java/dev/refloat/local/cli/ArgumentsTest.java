package dev.refloat.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsTest {

  private static Arguments read(String line) {
    return new Arguments(
        line.isEmpty() ? List.of() : List.of(line.split(" ", -1)),
        Set.of("--port", "--data"),
        Set.of("--keep"));
  }

  @Test
  void valuesAndSwitchesAreRead() {
    Arguments arguments = read("--port 80 --data=a=b --keep");
    assertThat(arguments.number("--port", 8080, 65_535)).isEqualTo(80);
    assertThat(arguments.value("--data")).hasValue("a=b");
    assertThat(arguments.has("--keep")).isTrue();
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(read("").number("--port", 8080, 65_535)).isEqualTo(8080);
    assertThat(read("").value("--data")).isEmpty();
    assertThat(read("").has("--keep")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 80,Unknown option --prot",
    "file,Unknown option file",
    "--keep=1,Unknown option --keep=1",
    "--port,--port needs a value"
  })
  void anythingElseIsRefused(String line, String message) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(UsageException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536", "http"})
  void aPortIsANumberInRange(String port) {
    assertThatThrownBy(() -> read("--port " + port).number("--port", 1, 65_535))
        .hasMessage("--port takes a number from 0 to 65535, not " + port);
  }
}
