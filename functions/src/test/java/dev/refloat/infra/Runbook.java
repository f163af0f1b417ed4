package dev.refloat.infra;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code docs/operations.md}, which alarms lead to. */
final class Runbook {
  static final String TEXT = text("docs/operations.md");

  private Runbook() {}

  /** What its headings are linked by. */
  static Set<String> anchors() {
    return TEXT.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  static String text(String path) {
    try {
      return Files.readString(
          Path.of(requireNonNull(System.getProperty("refloat.root"))).resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
