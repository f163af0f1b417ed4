package dev.refloat.local.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far a job is: one line that is written over on a terminal, a line per change elsewhere.
 */
final class ProgressLine {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private String last = "";

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Job job) {
    String text = text(job);
    if (text.equals(last)) {
      return;
    }
    if (terminal) {
      int done = WIDTH * Math.clamp(job.percent(), 0, 100) / 100;
      String line = "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + text;
      out.print("\r" + line + " ".repeat(Math.max(0, last.length() - text.length())));
    } else {
      out.println("  " + text);
    }
    out.flush();
    last = text;
  }

  /** Leaves the line as it is. */
  void end() {
    if (terminal && !last.isEmpty()) {
      out.println();
    }
  }

  private static String text(Job job) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%3d %%  %s", job.percent(), job.status()));
    if (job.objectsTotal() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %,d of %,d objects  %s of %s",
              job.objectsCopied(),
              job.objectsTotal(),
              Units.bytes(job.bytesCopied()),
              Units.bytes(job.bytesTotal())));
    }
    if (job.bytesPerSecond() > 0) {
      text.append("  ").append(Units.bytes(job.bytesPerSecond())).append("/s");
    }
    if (!job.ended() && job.etaSeconds() > 0) {
      text.append("  eta ").append(job.etaSeconds()).append(" s");
    }
    return text.toString();
  }
}
