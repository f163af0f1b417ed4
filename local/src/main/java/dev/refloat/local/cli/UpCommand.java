package dev.refloat.local.cli;

import dev.refloat.local.lambda.FunctionClassLoader;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code up}: serves until it is stopped. */
final class UpCommand {
  /** The data directory where none is named. */
  static final String DATA = ".refloat";

  private static final int PORT = 8080;

  private final Installation installation;
  private final PrintStream console;

  UpCommand(Installation installation, PrintStream console) {
    this.installation = installation;
    this.console = console;
  }

  ExitCode run(List<String> words) throws IOException, InterruptedException {
    Arguments arguments = new Arguments(words, Set.of("--port", "--data"), Set.of());
    int port = arguments.number("--port", PORT, 65_535);
    Path data = Path.of(arguments.value("--data").orElse(DATA));
    Logs.redirect(data.resolve("logs"));
    FunctionClassLoader functions = installation.functions();
    LocalStack stack =
        LocalStack.start(
            new StackSettings(
                installation.template(),
                data,
                port,
                functions,
                Map.of(),
                StackSettings.Tables.ON_DISK,
                installation.console()));
    ConnectionFile file = new ConnectionFile(data);
    StopHook.install(
        console,
        () -> {
          file.remove();
          stack.close();
        });
    file.write(stack.connection());
    console.println("Refloat is up. Stop it with Ctrl-C.\n");
    console.print(Addresses.of(stack.connection()));
    console.println(
        "\nThe same is in " + file.path() + ", logs are in " + data.resolve("logs") + ".");
    // The hook ends the process.
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
