package dev.refloat.bench;

import dev.refloat.bench.report.Report;
import dev.refloat.local.cli.ExitCode;
import dev.refloat.local.cli.Installation;
import dev.refloat.local.cli.Logs;
import dev.refloat.local.cli.UsageException;
import dev.refloat.local.lambda.FunctionClassLoader;
import dev.refloat.local.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Entry point of {@code ./refloat bench}. */
public final class Main {
  private static final String PAGE = "docs/benchmarks.md";

  private Main() {}

  public static void main(String[] arguments) {
    // Kept before the logs take the standard streams.
    PrintStream out = System.out;
    PrintStream errors = System.err;
    System.exit(run(Arrays.asList(arguments), out, errors).code());
  }

  static ExitCode run(List<String> words, PrintStream out, PrintStream errors) {
    if (words.contains("--help")) {
      out.print(BenchOptions.USAGE);
      return ExitCode.OK;
    }
    try {
      return run(BenchOptions.parse(words), Installation.find(), out);
    } catch (UsageException e) {
      errors.println("refloat: " + e.getMessage() + "\n");
      errors.print(BenchOptions.USAGE);
      return ExitCode.USAGE;
    } catch (BenchFailure | StackException e) {
      errors.println("refloat: " + e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      // Of a class path that lacks something: threads of the stack would keep the process.
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("Benchmark failed");
      errors.println("refloat: " + e + " (more in the log)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.FAILED;
  }

  private static ExitCode run(BenchOptions options, Installation installation, PrintStream out)
      throws IOException, InterruptedException {
    Path data =
        options.data().isPresent()
            ? Files.createDirectories(options.data().get())
            : Files.createTempDirectory("refloat-bench-");
    Logs.redirect(data.resolve("logs"));
    out.println("Working in " + data);
    Path classes = classes();
    Report report;
    try (FunctionClassLoader functions =
        FunctionClassLoader.of(installation.artifact(), List.of(classes))) {
      report =
          new BenchCommand(
                  installation.template(),
                  functions,
                  installation.artifact().toString(),
                  installation.artifact(),
                  installation.runtime(),
                  classes,
                  out)
              .run(options, data, true);
    }
    Path page = installation.home().resolve(PAGE);
    if (options.isOfSections() && options.out().isEmpty()) {
      String text = report.sectionsIn(Files.readString(page));
      out.println("\n" + report.markdown());
      Files.writeString(page, text);
      out.println("Written to its section of " + page);
    } else {
      write(
          report,
          options.out().or(() -> options.isFull() ? Optional.of(page) : Optional.empty()),
          out);
    }
    if (options.keep()) {
      out.println("Kept: " + data);
    } else {
      TemporaryDirectory.delete(data);
    }
    report.failures().forEach(failure -> out.println("FAILED: " + failure));
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void write(Report report, Optional<Path> file, PrintStream out)
      throws IOException {
    String text = report.markdown();
    out.println("\n" + text);
    if (file.isPresent()) {
      Files.writeString(file.get(), text);
      out.println("Written to " + file.get());
    } else {
      out.println("Not a full run, so " + PAGE + " is left as it is.");
    }
  }

  private static Path classes() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path is no path", e);
    }
  }
}
