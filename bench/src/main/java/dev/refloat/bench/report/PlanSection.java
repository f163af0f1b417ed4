package dev.refloat.bench.report;

import dev.refloat.bench.planner.PlanCost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The section about planning. It says by itself when and on what it was made, since it can be of
 * another run than the rest of its document.
 */
final class PlanSection {
  private static final String HEADING = "## Planning ten million objects\n";

  private final Report report;
  private final PlanCost cost;

  PlanSection(Report report, PlanCost cost) {
    this.report = report;
    this.cost = cost;
  }

  static List<String> failures(PlanCost cost) {
    List<String> failures = new ArrayList<>();
    if (!cost.isInTime()) {
      failures.add("planner: " + seconds(cost.processor()) + " of processor time");
    }
    if (!cost.isInHeap()) {
      failures.add("planner: " + Report.mebibytes(cost.heap().used()) + " of heap");
    }
    return failures;
  }

  Section section() {
    return new Section(HEADING, text());
  }

  private String text() {
    var table = new MarkdownTable("planned", "counted", "bound", "");
    table.row("objects", String.format(Locale.ROOT, "%,d", cost.objects()), "", "");
    table.row("S3 LIST", String.format(Locale.ROOT, "%,d", cost.lists()), "", "");
    table.row("bytes of the plan", Report.mebibytes(cost.written()), "", "");
    table.row(
        "processor time",
        seconds(cost.processor()),
        seconds(PlanCost.PROCESSOR_LIMIT),
        word(cost.isInTime()));
    table.row("time on the clock", seconds(cost.duration()), "", "");
    table.row(
        "heap, used",
        Report.mebibytes(cost.heap().used()),
        Report.mebibytes(PlanCost.HEAP_LIMIT),
        word(cost.isInHeap()));
    table.row("heap, live", Report.mebibytes(cost.heap().live()), "", "");
    table.row("collections of garbage", Long.toString(cost.heap().collections()), "", "");
    return HEADING
        + """

        `PlanFunction` of the packaged artifact, in a JVM of its own. The restore is real, its tables are those of the local
        stack; its backup has ten logs in a segment and is made up as it is asked for, by a server over HTTP in another
        process, whose time is not counted, and which takes the plan. Processor time is that of the whole process from its
        start to its end, of all threads: those of the JVM's compiler and collector too. Used has what was garbage already;
        live is what was left right after a collection, at most.

        Made on %s by `%s`, on %s with %s
        and `%s`.

        """
            .formatted(
                report.date(),
                report.command(),
                report.machine().getOrDefault("processor", "an unknown processor"),
                report.machine().getOrDefault("JDK", "an unknown JDK"),
                cost.options())
        + table
        + "\n";
  }

  private static String word(boolean isHeld) {
    return isHeld ? "held" : "**exceeded**";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
