package dev.refloat.infra;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the functions measure, by their sources. */
final class Measures {
  private static final Pattern MEASURE = Pattern.compile("new Measure\\(\\s*\"([A-Za-z]+)\"");

  private Measures() {}

  /** The names of all measures that some function writes. */
  static Set<String> written() {
    Path sources =
        Path.of(requireNonNull(System.getProperty("refloat.root")))
            .resolve("functions/src/main/java");
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        MEASURE.matcher(Files.readString(file)).results().forEach(m -> names.add(m.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
