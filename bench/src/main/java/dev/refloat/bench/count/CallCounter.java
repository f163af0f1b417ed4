package dev.refloat.bench.count;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the counts of {@link AwsCalls} wherever it was loaded. */
public final class CallCounter {
  /** What the benchmark's own clients are called by; they do not count. */
  public static final String OWN = "refloat-bench";

  private final List<Supplier<Map<String, Long>>> counts;

  private CallCounter(List<Supplier<Map<String, Long>>> counts) {
    this.counts = counts;
  }

  /**
   * Counts the calls of the functions of a class loader, and those of this class's.
   *
   * @param functions has {@link AwsCalls} on its class path
   */
  @SuppressWarnings("unchecked") // The other class loader's AwsCalls is no type here.
  public static CallCounter of(ClassLoader functions) {
    try {
      Class<?> theirs = functions.loadClass(AwsCalls.class.getName());
      AwsCalls own = new AwsCalls();
      return theirs.equals(AwsCalls.class)
          ? new CallCounter(List.of(own))
          : new CallCounter(
              List.of(
                  own,
                  (Supplier<Map<String, Long>>) theirs.getDeclaredConstructor().newInstance()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The functions' class path lacks the counting class", e);
    }
  }

  public Requests read() {
    Map<String, Long> sum = new HashMap<>();
    counts.forEach(
        supplier -> supplier.get().forEach((call, count) -> sum.merge(call, count, Long::sum)));
    return Requests.parse(sum);
  }
}
