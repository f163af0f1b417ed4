package dev.refloat.restore;

import dev.refloat.estimate.Estimate;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found: what a restore would do, or why it would be refused.
 *
 * @param collections that are wanted, those included that would be left as they are; none where the
 *     backup cannot be planned
 * @param warnings what the restore could not know or keep, for people
 * @param problems each would have the restore refused
 * @param estimate of what it would take; null where the backup cannot be planned
 */
public record DryRun(
    List<Collection> collections,
    List<String> warnings,
    List<Problem> problems,
    @Nullable Estimate estimate) {
  public DryRun {
    collections = List.copyOf(collections);
    warnings = List.copyOf(warnings);
    problems = List.copyOf(problems);
  }

  /** What becomes of a collection of the destination's name that is there already. */
  public enum Conflict {
    /** There is none. */
    NONE,
    /** The restore is refused. */
    FAIL,
    /** It stays, and this one is not restored. */
    SKIP,
    /** It serves until this one is verified. */
    OVERWRITE
  }

  /**
   * A collection as it would be restored.
   *
   * @param source {@code database.collection} in the backup
   * @param destination the same in the cluster
   * @param objects that would be copied
   * @param bytes of them
   * @param rows as the backup's meta says
   * @param sourceDigest SHA-256 in hex of keys, sizes and ETags of its objects; empty where it
   *     would not be copied
   */
  public record Collection(
      String source,
      String destination,
      long objects,
      long bytes,
      long rows,
      long partitions,
      long segments,
      Conflict conflict,
      String sourceDigest) {
    /** Whether it would be copied, if the restore were not refused. */
    public boolean isCopied() {
      return conflict != Conflict.SKIP;
    }
  }

  /** Why the restore would be refused, with the code that it would be refused with. */
  public record Problem(int code, String message) {
    static Problem of(Refused refused) {
      return new Problem(refused.code().code(), refused.reason());
    }
  }

  /** The sum of what would be copied. */
  public long total(ToLongFunction<Collection> number) {
    return collections.stream().filter(Collection::isCopied).mapToLong(number).sum();
  }

  /** The digests of what would be copied, by destination. */
  Map<String, String> digests() {
    return collections.stream()
        .filter(Collection::isCopied)
        .collect(Collectors.toMap(Collection::destination, Collection::sourceDigest));
  }
}
