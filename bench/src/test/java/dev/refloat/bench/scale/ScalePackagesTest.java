package dev.refloat.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Benchmarks measure from outside: only simulations know classes of the functions. */
final class ScalePackagesTest {
  /** Every package of the project but those of benchmarks and of the local stack. */
  private static final Pattern FUNCTIONS = Pattern.compile("dev/refloat/(?!bench/|local/)[a-z]+/");

  private static List<Path> classes(boolean ofSimulations) throws IOException, URISyntaxException {
    Path root = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root.resolve("dev/refloat/bench"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> file.startsWith(root.resolve("dev/refloat/bench/scale")) == ofSimulations)
          .toList();
    }
  }

  /** Names of classes stand in a class file as they are. */
  private static boolean knowsFunctions(Path file) {
    try {
      return FUNCTIONS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onlySimulationsKnowClassesOfFunctions() throws Exception {
    assertThat(classes(false)).isNotEmpty().noneMatch(ScalePackagesTest::knowsFunctions);
    assertThat(classes(true)).anyMatch(ScalePackagesTest::knowsFunctions);
  }
}
