package dev.refloat.bench;

import dev.refloat.bench.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The whole command, without peers. The functions are those of the class path. */
final class TinyBench {
  private TinyBench() {}

  static Report run(Path data, ByteArrayOutputStream printed, String... words) throws Exception {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    return new BenchCommand(
            root.resolve("template.yaml"),
            TinyBench.class.getClassLoader(),
            System.getProperty("java.class.path"),
            root.resolve("functions/target/refloat-functions-lambda.jar"),
            List.of(),
            data,
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(BenchOptions.parse(List.of(words)), data, false);
  }
}
