package dev.refloat.restore;

import dev.refloat.copy.BatchCopier;
import dev.refloat.copy.CopyCalls;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures calls of the copy function: {@code CopiedObjects} and {@code CopiedBytes} of batches
 * that are done, each counted once, and {@code Throttles}, which are answers of S3 that it is asked
 * too much.
 */
final class CopyMetrics {
  private final Metrics metrics;
  private final CopyCalls calls;

  CopyMetrics(Metrics metrics, CopyCalls calls) {
    this.metrics = metrics;
    this.calls = calls;
  }

  /** Carries out one call and writes one line; the throttles of one that fails are measured too. */
  void measure(Supplier<BatchCopier.Result> call) {
    long before = calls.throttled();
    List<Measure> measures = new ArrayList<>();
    try {
      BatchCopier.Result result = call.get();
      if (result.counted()) {
        measures.add(new Measure("CopiedObjects", Unit.COUNT, result.objects()));
        measures.add(new Measure("CopiedBytes", Unit.BYTES, result.bytes()));
      }
    } finally {
      measures.add(new Measure("Throttles", Unit.COUNT, calls.throttled() - before));
      metrics.put(Map.of(), measures);
    }
  }
}
