package dev.refloat.bench.scale.result;

import dev.refloat.bench.report.MarkdownTable;
import dev.refloat.bench.scale.Scenario;
import dev.refloat.bench.scale.s3.Kind;
import dev.refloat.bench.scale.s3.S3Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of {@code docs/scaling.md} that a simulation writes. */
public final class ScalingPage {
  static final String BEGIN = "<!-- Written by ./refloat simulate; do not edit it by hand. -->";
  static final String END = "<!-- End of what ./refloat simulate wrote. -->";

  private final List<Seen> all;

  /**
   * @param all what was seen, by scenario in their order
   */
  public ScalingPage(List<Seen> all) {
    this.all = List.copyOf(all);
  }

  /** Puts the tables where those of an earlier simulation are, or at the end. */
  public String into(String page) {
    String own = BEGIN + "\n\n" + text() + "\n" + END + "\n";
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      return page.isEmpty() ? own : page.stripTrailing() + "\n\n" + own;
    }
    return page.substring(0, begin) + own + page.substring(end + END.length() + 1);
  }

  /** The tables. */
  public String text() {
    return """
        Each column is a whole restore in virtual time, from the start of its execution to its end, as the template
        deploys it:

        %s

        ![Times and costs](%s)

        ### Bounds

        %s
        A restore could not do with less than two floors of time, of which the larger counts:

        - **Of S3's rate**: its copies, at 3,500 a second and partition of the destination, where there is one partition at
          first and twice as many each time that S3 takes to split one.
        - **Of concurrency**: the time of all copies together, divided by how many may be in flight: functions at once ×
          copies in each. The functions at once are the least of the batches, of the calls that the account may make, and
          of what the Maps let run (the lesser of collections and MaxConcurrency of `Collections`, times the lesser of the
          batches of a collection and MaxConcurrency of `Copy`). The copies in each are the lesser of `CopiesInFlight` and
          the items of a batch.

        The floor of the cost is a COPY of each object and two LISTs per 1,000, at (a), (b) and (c). The limits are those of
        Step Functions and DynamoDB; a Map Run has 10,000 children at once at most, and is held to as many in all.

        ### What was seen

        %s
        ### What is simulated

        Step Functions, the functions and all behind them are real. The services are as follows.

        %s"""
        .formatted(scenarios(), ScalingPlot.FILE, bounds(), seen(), FactsTable.table());
  }

  /** Whether all bounds are held. */
  public boolean isHeld() {
    return all.stream().allMatch(seen -> Bound.ALL.stream().allMatch(bound -> bound.isHeld(seen)));
  }

  private String scenarios() {
    return String.join("\n", all.stream().map(seen -> "- " + words(seen.scenario())).toList());
  }

  private static String words(Scenario scenario) {
    return "(%s) %s: collections %,d, objects of each %,d, bytes of each object %,d"
        .formatted(
            scenario.name(),
            scenario.words(),
            scenario.collections(),
            scenario.objects() / scenario.collections(),
            scenario.objectBytes());
  }

  private MarkdownTable bounds() {
    var table = table("bound", "at most");
    for (Bound bound : Bound.ALL) {
      List<String> cells =
          new ArrayList<>(List.of(bound.what(), number(bound.most(), bound.decimals())));
      for (Seen seen : all) {
        String value = number(bound.of().applyAsDouble(seen), bound.decimals());
        cells.add(bound.isAbout(seen) ? value + (bound.isHeld(seen) ? " ok" : " **missed**") : "–");
      }
      table.row(cells);
    }
    return table;
  }

  private MarkdownTable table(String... first) {
    return new MarkdownTable(
        Stream.concat(Stream.of(first), all.stream().map(s -> "(" + s.scenario().name() + ")"))
            .toArray(String[]::new));
  }

  private MarkdownTable seen() {
    var table = table("what");
    row(table, "time, seconds", seen -> number(seen.seconds(), 1));
    row(table, "floor of S3's rate, seconds", seen -> number(Floors.of(seen).rateSeconds(), 1));
    row(
        table,
        "floor of concurrency, seconds",
        seen -> number(Floors.of(seen).concurrencySeconds(), 1));
    row(table, "copying functions at once, at most", seen -> number(Floors.of(seen).functions()));
    row(table, "copies in flight in each, at most", seen -> number(Floors.of(seen).inFlight()));
    row(table, "cost, $", seen -> money(seen.cost()));
    row(table, "– of S3", seen -> money(seen.s3().cost()));
    row(table, "– of Step Functions", seen -> money(seen.stepFunctionsCost()));
    row(table, "– of Lambda", seen -> money(seen.lambda().cost()));
    row(table, "– of DynamoDB", seen -> money(seen.dynamoDb().cost()));
    row(table, "floor of the cost, $", seen -> money(Floors.of(seen).cost()));
    for (Kind kind : List.of(Kind.COPY, Kind.PUT, Kind.LIST, Kind.GET, Kind.HEAD)) {
      row(table, "S3 " + kind, seen -> number(seen.s3().count(kind)));
    }
    row(table, "S3 SlowDown", seen -> number(seen.s3().allRefused()));
    row(
        table,
        "partitions of the destination at the end",
        seen -> bucket(seen.s3().partitions().get(S3Service.DATA)));
    row(
        table,
        "requests of its hottest partition in a second",
        seen -> bucket(seen.s3().hottest().get(S3Service.DATA)));
    row(
        table,
        "requests of the source's hottest",
        seen -> bucket(seen.s3().hottest().get(S3Service.BACKUP)));
    row(table, "state transitions", seen -> number(seen.history().transitions()));
    row(table, "DynamoDB write units", seen -> number(seen.dynamoDb().writes()));
    row(table, "DynamoDB read units", seen -> number(seen.dynamoDb().reads()));
    row(table, "transactions that met another", seen -> number(seen.dynamoDb().conflicts()));
    row(table, "Lambda calls", seen -> number(seen.lambda().calls()));
    row(table, "– ahead, by events of the plan", seen -> number(seen.lambda().events()));
    row(table, "– at once, at most", seen -> number(seen.lambda().peak()));
    row(table, "– that began with a start", seen -> number(seen.lambda().coldStarts()));
    row(table, "– refused: TooManyRequestsException", seen -> number(seen.lambda().refused()));
    row(table, "– that ran out of time", seen -> number(seen.lambda().timeouts()));
    row(table, "Lambda GB-seconds", seen -> number(seen.lambda().gbSeconds(), 0));
    row(table, "longest call of Plan, seconds", seen -> longest(seen, "PlanFunction"));
    row(table, "longest call of InOneCall", seen -> longest(seen, "InOneCallFunction"));
    row(table, "longest call of Copy", seen -> longest(seen, "CopyFunction"));
    row(table, "longest call of Collection", seen -> longest(seen, "CollectionFunction"));
    return table;
  }

  private static String bucket(@Nullable Long value) {
    return number(value == null ? 0 : value);
  }

  private static String longest(Seen seen, String function) {
    return number(seen.lambda().longest().getOrDefault(function, 0L) / 1000.0, 1);
  }

  private void row(MarkdownTable table, String what, Function<Seen, String> of) {
    table.row(Stream.concat(Stream.of(what), all.stream().map(of)).toList());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String money(double dollars) {
    return number(dollars, dollars < 0.01 ? 5 : dollars < 1 ? 4 : 2);
  }
}
