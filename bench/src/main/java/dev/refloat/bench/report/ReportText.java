package dev.refloat.bench.report;

import dev.refloat.bench.count.Bound;
import dev.refloat.bench.run.Contestant;
import dev.refloat.bench.run.Peers;
import dev.refloat.bench.run.RefloatRestore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a report as Markdown. */
final class ReportText {
  private static final String REPEAT =
      """
      ## Again

      ```sh
      ./refloat bench                                # all of it; writes this page
      ./refloat bench --cases planner                # the plan; writes its section
      ./refloat bench --cold-start                   # the cold start; writes its section
      ./refloat bench --cases small --scale 0.05     # a try; writes nothing
      ```

      rclone and the AWS CLI are taken from the `PATH`; what is missing is left out and said so. It ends with 1 where a
      bound is exceeded or Refloat is not the fastest.
      """;

  private final Report report;

  ReportText(Report report) {
    this.report = report;
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Benchmarks\n\n");
    if (!report.full()) {
      text.append(
          "**Not a full run: fewer objects, cases or rounds. Do not cite these numbers.**\n\n");
    }
    text.append(
        "Written by `./refloat bench`; do not edit it by hand. Made on %s by `%s`.\n\n"
            .formatted(report.date(), report.command()));
    machine(text);
    if (!report.cases().isEmpty()) {
      summary(text);
      times(text);
      bounds(text);
      requests(text);
    }
    if (!report.heaps().isEmpty()) {
      heap(text);
    }
    report.plan().ifPresent(cost -> text.append(new PlanSection(report, cost).section().text()));
    report.cold().ifPresent(cold -> text.append(new ColdSection(report, cold).section().text()));
    return text.append(REPEAT).toString();
  }

  private void machine(StringBuilder text) {
    var table = new MarkdownTable("machine", "");
    report.machine().forEach((name, value) -> table.row(name, value));
    report.peers().forEach((name, value) -> table.row(name, value));
    text.append(table).append('\n');
  }

  private void summary(StringBuilder text) {
    text.append(
        """
        ## Against other copies

        How many times as long as a whole restore by Refloat the others take to copy the same objects: above 1, Refloat is
        faster. Of each tool the fastest of its settings, of each setting the median of the rounds.

        """);
    var table = new MarkdownTable("case", "objects", "files", "Refloat", Peers.RCLONE, Peers.AWS);
    for (CaseResult result : report.cases()) {
      List<String> row = new ArrayList<>();
      row.add(result.workload().name());
      row.add(result.workload().title());
      row.add(result.fileSystem());
      row.add(seconds(result.refloat().median()));
      Report.TOOLS.forEach(tool -> row.add(ratio(result.ratio(tool))));
      table.row(row);
    }
    text.append(table).append('\n');
  }

  private static String ratio(Optional<Double> ratio) {
    return ratio
        .map(value -> Report.number(value) + "×" + (value > 1 ? "" : " (Refloat is slower)"))
        .orElse("not installed");
  }

  private void times(StringBuilder text) {
    text.append(
        """
        The times behind it, in seconds. Everything runs on one S3 server, S3Proxy over files, embedded in the JVM of
        Refloat's local stack, which is warm: 50,000 objects were restored before, and code is compiled after a tenth of the
        usual number of calls. The others are programs of their own and start anew, as they do in use. Refloat plans, copies,
        verifies and makes visible, and writes its state to DynamoDB Local, in memory; the others list and copy. All copies
        are made within the server, whose files are in memory (tmpfs) where a case fits, and else on a disk. One copy without
        a time comes first; the order changes from round to round, the destination is empty before each, and the next begins
        when what was written is on its disk and the server works no more. Who took three times as long as the fastest in two
        rounds is left out of the others. Processors: the median of the processor time of the one who copies and of the server
        together, which depends less on what else the machine does.

        """);
    var table = new MarkdownTable("case", "who", "median", "least", "most", "rounds", "processors");
    for (CaseResult result : report.cases()) {
      result
          .times()
          .forEach(
              (contestant, times) ->
                  table.row(
                      result.workload().name(),
                      contestant.name(),
                      seconds(times.median()),
                      seconds(times.least()),
                      seconds(times.most()),
                      Integer.toString(times.all().size()),
                      seconds(times.medianProcessor())));
    }
    text.append(table).append('\n');
    var settings = new MarkdownTable("who", "what runs");
    report
        .cases()
        .getFirst()
        .times()
        .keySet()
        .forEach(contestant -> settings.row(contestant.name(), how(contestant)));
    text.append(settings).append('\n');
  }

  private static String how(Contestant contestant) {
    return contestant instanceof RefloatRestore ? contestant.how() : "`" + contestant.how() + "`";
  }

  private void bounds(StringBuilder text) {
    text.append(
        """
        ## What a restore asks of AWS

        Counted at the SDK's clients and in the histories of the executions, each attempt included, in the last round. A
        bound is about many objects or batches; where there are too few, what a restore or a collection costs once
        outweighs it, and the number stands without a judgement.

        """);
    var table = new MarkdownTable("case", "what", "counted", "bound", "");
    for (CaseResult result : report.cases()) {
      for (Bound bound : result.bounds()) {
        table.row(
            result.workload().name(),
            bound.what(),
            Report.number(bound.value()),
            Report.number(bound.most()),
            bound.applies() ? (bound.isHeld() ? "held" : "**exceeded**") : "too few to judge");
      }
    }
    text.append(table).append('\n');
  }

  private void requests(StringBuilder text) {
    var columns = new ArrayList<String>(List.of("per restore"));
    report.cases().forEach(result -> columns.add(result.workload().name()));
    var table = new MarkdownTable(columns.toArray(String[]::new));
    for (RequestRow row : RequestRow.of(report.cases())) {
      var cells = new ArrayList<String>(List.of(row.what()));
      row.counts().forEach(count -> cells.add(String.format(Locale.ROOT, "%,d", count)));
      table.row(cells);
    }
    text.append(table).append('\n');
  }

  private void heap(StringBuilder text) {
    text.append(
        """
        ## Heap of the copy function

        `CopyFunction` of the packaged artifact, in a JVM of its own with the given limit and the serial collector, on real
        batches. Live is what was left right after a collection, at most; used has what was garbage already, and grows up to
        the limit before the collector runs.

        """);
    var table = new MarkdownTable("batches", "limit", "used", "live", "collections");
    for (HeapResult heap : report.heaps()) {
      table.row(
          heap.batch(),
          Report.mebibytes(heap.peak().limit()),
          Report.mebibytes(heap.peak().used()),
          Report.mebibytes(heap.peak().live()),
          Long.toString(heap.peak().collections()));
    }
    text.append(table).append('\n');
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
  }
}
