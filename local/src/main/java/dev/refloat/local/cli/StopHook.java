package dev.refloat.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a serving process cleanly on SIGTERM and SIGINT, with exit code 0.
 *
 * <p>A stop that hangs is cut off: whatever the stack keeps survives a crash as well.
 */
final class StopHook {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private StopHook() {}

  /** What has to be done before the process ends. */
  interface Stop {
    void run() throws IOException;
  }

  static void install(PrintStream console, Stop stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run(console, stop), "stop"));
  }

  private static void run(PrintStream console, Stop stop) {
    Logger log = LoggerFactory.getLogger(StopHook.class);
    Thread work =
        new Thread(
            () -> {
              try {
                stop.run();
              } catch (IOException | RuntimeException e) {
                log.atError().setCause(e).log("Stop failed");
              }
            });
    work.setDaemon(true);
    work.start();
    try {
      work.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    console.println(work.isAlive() ? "Cut off: the stop took too long." : "Stopped.");
    console.flush();
    Runtime.getRuntime().halt(work.isAlive() ? ExitCode.FAILED.code() : ExitCode.OK.code());
  }
}
