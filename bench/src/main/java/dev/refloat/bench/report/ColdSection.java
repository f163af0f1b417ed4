package dev.refloat.bench.report;

import dev.refloat.bench.cold.ColdStarts;
import dev.refloat.bench.cold.Start;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The section about cold starts. */
final class ColdSection {
  private static final String HEADING = "## Cold start\n";

  private final Report report;
  private final ColdStarts starts;

  ColdSection(Report report, ColdStarts starts) {
    this.report = report;
    this.starts = starts;
  }

  static List<String> failures(ColdStarts starts) {
    return starts.isGoalReached()
        ? List.of()
        : List.of(
            "cold start: with an AOT cache %s of a plain start, above %s"
                .formatted(percent(starts.share(Start.CACHED)), percent(ColdStarts.GOAL)));
  }

  Section section() {
    var table =
        new MarkdownTable(
            "start",
            "median",
            "of plain",
            "least",
            "most",
            "processor",
            "of plain",
            "options of the JVM");
    for (Start start : Start.values()) {
      String options = starts.options().getOrDefault(start, "");
      table.row(
          start.title(),
          millis(starts.median(start)),
          percent(starts.share(start)),
          millis(starts.least(start)),
          millis(starts.most(start)),
          millis(starts.processor(start)),
          percent(starts.processorShare(start)),
          options.isEmpty() ? "none" : "`" + options + "`");
    }
    return new Section(HEADING, HEADING + text() + table + "\n");
  }

  private String text() {
    return """

        From the start of the JVM to the first answer of `%s` of the packaged artifact, under AWS's runtime interface client:
        a call that starts a restore, with what that asks of the tables, KMS and Step Functions of the local stack, which is
        warm. Median of %d rounds, of which each starts every way once; the function is kept to %s. Processor
        is the median of what that worked for it, which depends less on what else the machine does. Plain and with an AOT cache
        the artifact is on the class path; on demand and from a snapshot its files are unpacked, as Lambda has them. The cache
        is of a training run with the same call; the template has none
        ([0035](decisions/0035-snapshots-for-who-waits-and-no-aot-cache.md)). From a snapshot the time counts from the moment at
        which the JVM goes on behind its init phase: what Lambda takes to restore it comes on top. The goal is %s of plain with
        an AOT cache: %s.

        Made on %s by `%s`, on %s with %s; the load of the machine was %s before.

        """
        .formatted(
            starts.function(),
            starts.times().getOrDefault(Start.PLAIN, List.of()).size(),
            starts.processors(),
            percent(ColdStarts.GOAL),
            starts.isGoalReached() ? "held" : "**exceeded**",
            report.date(),
            report.command(),
            report.machine().getOrDefault("processor", "an unknown processor"),
            report.machine().getOrDefault("JDK", "an unknown JDK"),
            starts.load() < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", starts.load()));
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%,d ms", duration.toMillis());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
