package dev.refloat.bench;

import dev.refloat.bench.cases.Workload;
import dev.refloat.local.cli.Arguments;
import dev.refloat.local.cli.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of {@code ./refloat bench}.
 *
 * @param cases that run, and whether the heap is measured ({@value #HEAP}), the planning of ten
 *     million objects ({@value #PLANNER}) and the start of a function ({@value #COLD_START})
 * @param scale of the number of objects, or of the bytes of one
 * @param rounds in which each contestant runs once
 * @param data where everything is kept meanwhile; where absent, memory or a temporary directory
 * @param keep whether the data stays afterwards
 * @param out where the report is written; where absent, a full run has its place and others have
 *     none
 */
record BenchOptions(
    List<String> cases,
    double scale,
    int rounds,
    Optional<Path> data,
    boolean keep,
    Optional<Path> out) {
  static final String HEAP = "heap";
  static final String PLANNER = "planner";
  static final String COLD_START = "cold-start";
  static final String USAGE =
      """
      ./refloat bench [--cases LIST | --cold-start] [--scale F] [--rounds N] [--data DIR] [--keep] [--out FILE]
          Restores backups and has rclone and the AWS CLI, where they are installed, copy the same objects on the
          same server; counts what the restores ask of AWS; measures the heap of the copy function, what it takes
          to plan ten million objects, and how long a function takes to start. Takes most of an hour and 30 GB of disk;
          cases that fit into memory are kept there. A full run is written to docs/benchmarks.md; the planner alone,
          unscaled, and the cold start alone are written to their sections there.
          --cases LIST   only these of small,medium,large,heap,planner,cold-start
          --cold-start   only that
          --scale F      with so much of the objects, above 0 and up to 1, to try it quickly
          --rounds N     runs of each contestant, more where runs vary more, of which the median counts (default 3)
          --data DIR     works there (default: in memory where a case fits, else in a temporary directory)
          --keep         leaves the data there, and keeps none in memory
          --out FILE     writes the report to FILE
      """;

  private static final int DEFAULT_ROUNDS = 3;
  private static final int MOST_ROUNDS = 100;

  static BenchOptions parse(List<String> words) {
    var arguments =
        new Arguments(
            words,
            Set.of("--cases", "--scale", "--rounds", "--data", "--out"),
            Set.of("--keep", "--cold-start"));
    int rounds = arguments.number("--rounds", DEFAULT_ROUNDS, MOST_ROUNDS);
    if (rounds == 0) {
      throw new UsageException("--rounds takes a number from 1 to " + MOST_ROUNDS);
    }
    return new BenchOptions(
        arguments.has("--cold-start") ? List.of(COLD_START) : cases(arguments.value("--cases")),
        scale(arguments.value("--scale")),
        rounds,
        arguments.value("--data").map(Path::of),
        arguments.has("--keep"),
        arguments.value("--out").map(Path::of));
  }

  private static List<String> cases(Optional<String> text) {
    List<String> all = new ArrayList<>(Workload.ALL.stream().map(Workload::name).toList());
    all.add(HEAP);
    all.add(PLANNER);
    all.add(COLD_START);
    if (text.isEmpty()) {
      return all;
    }
    List<String> wanted = List.of(text.get().split(","));
    for (String name : wanted) {
      if (!all.contains(name)) {
        throw new UsageException(
            "--cases takes some of " + String.join(",", all) + ", not " + name);
      }
    }
    return wanted;
  }

  private static double scale(Optional<String> text) {
    if (text.isEmpty()) {
      return 1;
    }
    try {
      double scale = Double.parseDouble(text.get());
      if (scale > 0 && scale <= 1) {
        return scale;
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is out of range.
    }
    throw new UsageException("--scale takes a number above 0 and up to 1, not " + text.get());
  }

  List<Workload> workloads() {
    return Workload.ALL.stream()
        .filter(workload -> cases.contains(workload.name()))
        .map(workload -> scale == 1 ? workload : workload.scaled(scale))
        .toList();
  }

  /** As a user would give it again; paths are of one machine and are left out. */
  String command() {
    StringBuilder command = new StringBuilder("./refloat bench");
    if (cases.equals(List.of(COLD_START))) {
      command.append(" --cold-start");
    } else if (!hasAllCases()) {
      command.append(" --cases ").append(String.join(",", cases));
    }
    if (scale != 1) {
      command.append(" --scale ").append(scale);
    }
    if (rounds != DEFAULT_ROUNDS) {
      command.append(" --rounds ").append(rounds);
    }
    return command.toString();
  }

  boolean heap() {
    return cases.contains(HEAP);
  }

  boolean planner() {
    return cases.contains(PLANNER);
  }

  boolean coldStart() {
    return cases.contains(COLD_START);
  }

  /** Of the cold start: an odd number, and enough for a median where others need fewer. */
  int coldStarts() {
    return 2 * rounds + 1;
  }

  /** Whether the numbers may stand for the project. */
  boolean isFull() {
    return scale == 1 && rounds >= DEFAULT_ROUNDS && hasAllCases();
  }

  /** Whether the numbers may stand in sections of their own, beside those of an earlier run. */
  boolean isOfSections() {
    return scale == 1
        && rounds >= DEFAULT_ROUNDS
        && List.of(PLANNER, COLD_START).containsAll(cases);
  }

  private boolean hasAllCases() {
    return cases.size() == Workload.ALL.size() + 3;
  }
}
