package dev.refloat.bench.report;

import dev.refloat.bench.cold.ColdStarts;
import dev.refloat.bench.count.Bound;
import dev.refloat.bench.planner.PlanCost;
import dev.refloat.bench.run.Peers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run found, as Markdown, and what of it is not as it has to be.
 *
 * @param command that was given
 * @param full false where the numbers are of fewer objects, cases or rounds than those of the
 *     project
 */
public record Report(
    LocalDate date,
    String command,
    boolean full,
    Map<String, String> machine,
    Map<String, String> peers,
    List<CaseResult> cases,
    List<HeapResult> heaps,
    Optional<PlanCost> plan,
    Optional<ColdStarts> cold) {
  /** Bytes; a function of 256 MiB would do. */
  private static final long HEAP_LIMIT = 256L << 20;

  static final List<String> TOOLS = List.of(Peers.RCLONE, Peers.AWS);

  /** What is not as it has to be, each with the figures; empty where all is. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (CaseResult result : cases) {
      for (Bound bound : result.bounds()) {
        if (!bound.isHeld()) {
          failures.add(
              "%s: %s is %s, above %s"
                  .formatted(
                      result.workload().name(),
                      bound.what(),
                      number(bound.value()),
                      number(bound.most())));
        }
      }
      if (full) {
        for (String tool : TOOLS) {
          result
              .ratio(tool)
              .filter(ratio -> ratio <= 1)
              .ifPresent(
                  ratio ->
                      failures.add(
                          "%s: %s took %s times as long as Refloat, not more than as long"
                              .formatted(result.workload().name(), tool, number(ratio))));
        }
      }
    }
    for (HeapResult heap : heaps) {
      if (heap.peak().used() >= HEAP_LIMIT) {
        failures.add("heap of Copy on " + heap.batch() + ": " + mebibytes(heap.peak().used()));
      }
    }
    plan.ifPresent(cost -> failures.addAll(PlanSection.failures(cost)));
    cold.ifPresent(starts -> failures.addAll(ColdSection.failures(starts)));
    return failures;
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", bytes / 1024.0 / 1024.0);
  }

  static String number(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.3f", number);
  }

  /** The whole document. */
  public String markdown() {
    return new ReportText(this).markdown();
  }

  /** A document of an earlier run with the sections of this one in place of its own. */
  public String sectionsIn(String document) {
    String text = document;
    if (plan.isPresent()) {
      text = new PlanSection(this, plan.get()).section().in(text);
    }
    if (cold.isPresent()) {
      text = new ColdSection(this, cold.get()).section().in(text);
    }
    return text;
  }
}
