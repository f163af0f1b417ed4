package dev.refloat.local.cli;

import dev.refloat.local.demo.Demo;
import dev.refloat.local.demo.DemoOptions;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * {@code demo}: a stack in a temporary directory, a sample restored on it, and the result checked.
 *
 * <p>The directory is deleted, unless the demo failed: then its logs say why.
 */
final class DemoCommand {
  private final Installation installation;
  private final PrintStream console;

  DemoCommand(Installation installation, PrintStream console) {
    this.installation = installation;
    this.console = console;
  }

  ExitCode run(List<String> words) throws IOException, InterruptedException {
    DemoOptions options = options(words);
    Path data = Files.createTempDirectory("refloat-demo-");
    Logs.redirect(data.resolve("logs"));
    console.println("Starting the stack in " + data);
    boolean right;
    try (LocalStack stack = start(data)) {
      right = Demo.run(stack.connection(), options, console);
      if (options.keep()) {
        keep(stack, data);
      }
    }
    if (right) {
      delete(data);
    } else {
      console.println("Logs are in " + data.resolve("logs") + ".");
    }
    return right ? ExitCode.OK : ExitCode.FAILED;
  }

  private LocalStack start(Path data) throws IOException, InterruptedException {
    return LocalStack.start(
        new StackSettings(
            installation.template(),
            data,
            0,
            installation.functions(),
            Map.of(),
            StackSettings.Tables.IN_MEMORY,
            installation.console()));
  }

  /** Serves until the process is stopped; the hook ends it. */
  private void keep(LocalStack stack, Path data) throws InterruptedException {
    StopHook.install(
        console,
        () -> {
          stack.close();
          delete(data);
        });
    console.println("\nThe stack stays up. Stop it with Ctrl-C.\n");
    console.print(Addresses.of(stack.connection()));
    new CountDownLatch(1).await();
  }

  private static DemoOptions options(List<String> words) {
    try {
      return DemoOptions.parse(words);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
