package dev.refloat.bench.count;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many requests of each kind. */
public record Requests(Map<Call, Long> counts) {
  public Requests {
    counts = Map.copyOf(counts);
  }

  public static Requests parse(Map<String, Long> counts) {
    Map<Call, Long> parsed = new HashMap<>();
    counts.forEach((call, count) -> parsed.merge(Call.parse(call), count, Long::sum));
    return new Requests(parsed);
  }

  /** What was counted after another. */
  public Requests since(Requests before) {
    Map<Call, Long> since = new HashMap<>();
    counts.forEach(
        (call, count) -> {
          long more = count - before.counts.getOrDefault(call, 0L);
          if (more > 0) {
            since.put(call, more);
          }
        });
    return new Requests(since);
  }

  public long count(Predicate<Call> wanted) {
    return counts.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
