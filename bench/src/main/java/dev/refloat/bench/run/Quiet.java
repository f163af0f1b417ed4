package dev.refloat.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Waits until nothing is left to be done of what ran before, so that who comes next does not pay
 * for it: the machine writes to its disks what it owes them, and this JVM, which has the server,
 * compiles what became worth it, tells of what was changed and clears away what is garbage.
 */
final class Quiet {
  private static final Duration WINDOW = Duration.ofMillis(250);

  /** Of one processor. A stack that serves nobody looks after its streams with some percent. */
  private static final double BUSY = 0.1;

  /** Half a minute: the largest methods are compiled for some seconds. */
  private static final int MOST_WINDOWS = 120;

  private final LongSupplier processorNanos;
  private final Duration window;

  Quiet() {
    this(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime,
        WINDOW);
  }

  /**
   * @param processorNanos what was worked so far
   * @param window that must have passed with little of it
   */
  Quiet(LongSupplier processorNanos, Duration window) {
    this.processorNanos = processorNanos;
    this.window = window;
  }

  /** Returns after half a minute even where it is not quiet: then another program is to blame. */
  void await() throws IOException, InterruptedException {
    if (Command.exists("sync")) {
      Command.run(List.of("sync"), Map.of());
    }
    int windows = 0;
    while (windows < MOST_WINDOWS && isBusy()) {
      windows++;
    }
  }

  private boolean isBusy() throws InterruptedException {
    long before = processorNanos.getAsLong();
    Thread.sleep(window);
    return processorNanos.getAsLong() - before > window.toNanos() * BUSY;
  }
}
