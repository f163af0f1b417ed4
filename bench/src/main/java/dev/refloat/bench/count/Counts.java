package dev.refloat.bench.count;

import dev.refloat.bench.cases.Workload;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one restore asked of AWS.
 *
 * @param all requests of its time
 * @param dataBucket that objects are copied into
 * @param parts of each object, 0 where it is copied whole
 */
public record Counts(
    Workload workload, Requests all, Transitions transitions, String dataBucket, long parts) {

  /**
   * Requests that are part of the restore: not those of the benchmark itself, and not those of its
   * asking how far the job is, which no restore needs.
   */
  private long count(Predicate<Call> wanted) {
    return all.count(wanted.and(Counts::isOfRestore));
  }

  private static boolean isOfRestore(Call call) {
    return !call.isBy(CallCounter.OWN)
        && Stream.of("Authorizer", "JobsFunction", "BackupsFunction", "BackupArrived")
            .noneMatch(call::isBy);
  }

  private boolean isCopied(Call call) {
    return call.isS3Write() && call.bucket().equals(dataBucket);
  }

  /** Those that make the copies. */
  long writes() {
    return count(this::isCopied);
  }

  /** Those that write plan and results: a few per restore and collection. */
  long otherWrites() {
    return count(call -> call.isS3Write() && !isCopied(call));
  }

  long lists() {
    return count(Call::isList);
  }

  long heads() {
    return count(Call::isHead);
  }

  /** Items that copying batches wrote. */
  long batchItems() {
    return count(call -> call.operation().equals(Call.ITEMS_WRITTEN) && call.isBy("CopyFunction"));
  }

  /** Items that everything else wrote, for the restore and its collections. */
  long otherItems() {
    return count(call -> call.operation().equals(Call.ITEMS_WRITTEN)) - batchItems();
  }

  /** How many requests of each kind, by a name for the report. */
  public Map<String, Long> kinds() {
    Map<String, Long> kinds = new TreeMap<>();
    all.counts()
        .forEach(
            (call, count) -> {
              if (isOfRestore(call)) {
                kinds.merge(kind(call), count, Long::sum);
              }
            });
    return kinds;
  }

  private String kind(Call call) {
    String place = call.isS3() ? (isCopied(call) ? ", copies" : place(call)) : place(call);
    return call.service() + " " + call.operation() + place;
  }

  /** Step Functions reads the items of its Maps and writes their results itself. */
  private static String place(Call call) {
    if (call.caller().isEmpty()) {
      return ", by Step Functions";
    }
    return call.isBy("CopyFunction") ? ", by Copy" : ", by others";
  }
}
