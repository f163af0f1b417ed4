package dev.refloat.bench.planner;

import dev.refloat.bench.heap.HeapPeak;
import java.time.Duration;

/**
 * What a plan took.
 *
 * @param objects of the backup
 * @param lists requests that found them
 * @param written bytes of the plan
 * @param processor time of the function's JVM, all threads, from its start on
 * @param duration on the clock
 * @param options of that JVM
 */
public record PlanCost(
    long objects,
    long lists,
    long written,
    Duration processor,
    Duration duration,
    HeapPeak heap,
    String options) {
  /** Bytes of heap that a plan of ten million objects has to stay below. */
  public static final long HEAP_LIMIT = 1L << 30;

  /** Time of one processor that it has to stay below. */
  public static final Duration PROCESSOR_LIMIT = Duration.ofMinutes(3);

  public boolean isInTime() {
    return processor.compareTo(PROCESSOR_LIMIT) < 0;
  }

  public boolean isInHeap() {
    return heap.used() < HEAP_LIMIT;
  }
}
