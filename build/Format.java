import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.ImportOrderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Formats every Java file of the modules, or with {@code check} names those that are not formatted and fails. */
public final class Format {
  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write = "write".equals(args[0]);
    var formatter =
        new Formatter(JavaFormatterOptions.builder().style(Style.GOOGLE).build());
    List<Path> unformatted =
        sources(Path.of(args[1])).parallelStream()
            .filter(file -> !isFormatted(file, formatter, write))
            .toList();
    if (!unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("Not formatted: " + file));
      System.err.println("Run: mvn -N process-sources -Dformat=write");
      System.exit(1);
    }
  }

  private static boolean isFormatted(Path file, Formatter formatter, boolean write) {
    try {
      String before = Files.readString(file);
      String after =
          formatter.formatSource(
              ImportOrderer.reorderImports(
                  RemoveUnusedImports.removeUnusedImports(before), Style.GOOGLE));
      if (!after.equals(before) && write) {
        Files.writeString(file, after);
        return true;
      }
      return after.equals(before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " cannot be formatted", e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(Format::javaFiles)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path source) {
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
