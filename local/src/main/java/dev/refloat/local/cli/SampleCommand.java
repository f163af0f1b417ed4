package dev.refloat.local.cli;

import dev.refloat.local.demo.Demo;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.stack.Connection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code sample}: a sample backup for a stack that serves. */
final class SampleCommand {
  private static final String NAME = "sample";

  private final PrintStream console;

  SampleCommand(PrintStream console) {
    this.console = console;
  }

  ExitCode run(List<String> words) throws IOException {
    Arguments arguments = new Arguments(words, Set.of("--data", "--name"), Set.of());
    String name = checked(arguments.value("--name").orElse(NAME));
    Path data = Path.of(arguments.value("--data").orElse(UpCommand.DATA));
    Connection connection = new ConnectionFile(data).read();
    return Demo.writeSample(connection, name, console) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String checked(String name) {
    try {
      return SampleOptions.small(name, 0).name();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
