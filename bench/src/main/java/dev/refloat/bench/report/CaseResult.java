package dev.refloat.bench.report;

import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.count.Bound;
import dev.refloat.bench.count.Bounds;
import dev.refloat.bench.count.Counts;
import dev.refloat.bench.run.Contestant;
import dev.refloat.bench.run.Peer;
import dev.refloat.bench.run.RefloatRestore;
import dev.refloat.bench.run.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one case came to.
 *
 * @param fileSystem on which the S3 server had its objects
 */
public record CaseResult(
    Workload workload, String fileSystem, Map<Contestant, Times> times, Counts counts) {

  Times refloat() {
    return times.entrySet().stream()
        .filter(entry -> entry.getKey() instanceof RefloatRestore)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Refloat did not run"));
  }

  /** How many times as long as Refloat the fastest setting of a tool took; empty without it. */
  public Optional<Double> ratio(String tool) {
    return times.entrySet().stream()
        .filter(entry -> entry.getKey() instanceof Peer peer && peer.tool().equals(tool))
        .map(Map.Entry::getValue)
        .min(Times::compareTo)
        .map(best -> best.ratioTo(refloat()));
  }

  List<Bound> bounds() {
    return Bounds.of(counts);
  }
}
