package dev.refloat.local.demo;

import dev.refloat.local.sample.SampleSummary;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what was restored, a line per collection. */
final class RestoreTable {
  private static final String LINE = "  %-24s %12s %10s %11s %9s %8s  %-8s%n";

  private RestoreTable() {}

  static void print(SampleSummary sample, PrintStream out) {
    out.printf(
        Locale.ROOT,
        LINE,
        "collection",
        "rows",
        "bytes",
        "partitions",
        "segments",
        "objects",
        "state");
    for (SampleSummary.Collection collection : sample.collections()) {
      line(
          out,
          CatalogueCheck.name(collection),
          collection.rows(),
          collection.bytes(),
          collection.partitions().size(),
          collection.segments(),
          collection.logs().size(),
          collection.loadState());
    }
    line(
        out,
        "all",
        sample.rows(),
        sample.bytes(),
        sample.partitions(),
        sample.segments(),
        sample.objects(),
        "");
  }

  private static void line(
      PrintStream out,
      String name,
      long rows,
      long bytes,
      int partitions,
      int segments,
      int objects,
      String state) {
    out.printf(
        Locale.ROOT,
        LINE,
        name,
        String.format(Locale.ROOT, "%,d", rows),
        Units.bytes(bytes),
        partitions,
        segments,
        String.format(Locale.ROOT, "%,d", objects),
        state);
  }
}
