package dev.refloat.bench.scale;

import dev.refloat.bench.scale.result.ScalingPage;
import dev.refloat.bench.scale.result.ScalingPlot;
import dev.refloat.bench.scale.result.Seen;
import dev.refloat.local.cli.ExitCode;
import dev.refloat.local.cli.Installation;
import dev.refloat.local.cli.Logs;
import dev.refloat.local.cli.UsageException;
import dev.refloat.local.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Entry point of {@code ./refloat simulate}. */
public final class Main {
  private static final String PAGE = "docs/scaling.md";

  private Main() {}

  public static void main(String[] arguments) {
    // Kept before the logs take the standard streams.
    PrintStream out = System.out;
    PrintStream errors = System.err;
    System.exit(run(Arrays.asList(arguments), out, errors).code());
  }

  static ExitCode run(List<String> words, PrintStream out, PrintStream errors) {
    if (words.contains("--help")) {
      out.print(ScaleOptions.USAGE);
      return ExitCode.OK;
    }
    try {
      return run(ScaleOptions.parse(words), Installation.find(), out);
    } catch (UsageException e) {
      errors.println("refloat: " + e.getMessage() + "\n");
      errors.print(ScaleOptions.USAGE);
      return ExitCode.USAGE;
    } catch (StackException e) {
      errors.println("refloat: " + e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      // Of a class path that lacks something: threads of the stack would keep the process.
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("Simulation failed");
      errors.println("refloat: " + e + " (more in the log)");
    }
    return ExitCode.FAILED;
  }

  private static ExitCode run(ScaleOptions options, Installation installation, PrintStream out)
      throws IOException {
    Path data = Files.createTempDirectory("refloat-simulate-");
    Logs.redirect(data.resolve("logs"));
    out.println("Working in " + data);
    List<Seen> all = new ArrayList<>();
    for (Scenario scenario : options.scenarios()) {
      out.println("(%s) %s".formatted(scenario.name(), scenario.words()));
      Path directory = Files.createDirectory(data.resolve(scenario.name()));
      try (var simulation =
          new Simulation(
              scenario, installation.template(), options.parameters(), directory, options.seed())) {
        all.add(simulation.run());
      }
      delete(directory);
    }
    var page = new ScalingPage(all);
    out.println("\n" + page.text());
    out.println(page.isHeld() ? "All bounds are held." : "Some bounds are missed.");
    Optional<Path> full =
        options.isFull() ? Optional.of(installation.home().resolve(PAGE)) : Optional.empty();
    Optional<Path> file = options.out().or(() -> full);
    if (file.isPresent()) {
      write(page, new ScalingPlot(all), file.get(), out);
    }
    delete(data);
    return ExitCode.OK;
  }

  private static void write(ScalingPage page, ScalingPlot plot, Path file, PrintStream out)
      throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, page.into(before));
    Files.writeString(file.resolveSibling(ScalingPlot.FILE), plot.svg());
    out.println("Written to " + file + " and " + ScalingPlot.FILE + " beside it");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
