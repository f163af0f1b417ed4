package dev.refloat.copy;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is there against what is planned; both in key order, so that neither is ever held whole. */
final class Comparison {
  private final Map<Problem, KeySample> problems = new EnumMap<>(Problem.class);
  private final KeySample otherETags = new KeySample();
  private long objects;
  private long bytes;
  private long byChecksum;
  private long byETag;
  private long equalETags;

  /** What can be wrong with a key. */
  private enum Problem {
    MISSING("missing"),
    SURPLUS("not in the plan"),
    SIZE("of another size"),
    CONTENT("with other bytes");

    private final String words;

    Problem(String words) {
      this.words = words;
    }
  }

  void merge(Iterator<PlannedFile> planned, Iterator<S3Object> listed) {
    @Nullable PlannedFile file = next(planned);
    @Nullable S3Object there = next(listed);
    while (file != null || there != null) {
      int order = order(file, there);
      if (order < 0) {
        problem(Problem.MISSING).add(Objects.requireNonNull(file).object().destination());
      } else if (order > 0) {
        problem(Problem.SURPLUS).add(Objects.requireNonNull(there).key());
      } else {
        compare(Objects.requireNonNull(file), Objects.requireNonNull(there));
      }
      file = order <= 0 ? next(planned) : file;
      there = order >= 0 ? next(listed) : there;
    }
  }

  /** Adds what was found about other keys. */
  void add(Comparison other) {
    other.problems.forEach((problem, keys) -> problem(problem).addAll(keys));
    otherETags.addAll(other.otherETags);
    objects += other.objects;
    bytes += other.bytes;
    byChecksum += other.byChecksum;
    byETag += other.byETag;
    equalETags += other.equalETags;
  }

  DestinationCheck.Verified verified() {
    return new DestinationCheck.Verified(
        objects, bytes, byChecksum, byETag, objects - byChecksum - byETag);
  }

  /** What is wrong, with keys; empty where nothing is. */
  Optional<String> problems(ETagRule rule) {
    if (otherETags.count() > 0 && rule.differentMeansChanged(equalETags)) {
      problems.put(Problem.CONTENT, otherETags);
    }
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problems.entrySet().stream()
                .map(
                    e ->
                        "%d %s: %s".formatted(e.getValue().count(), e.getKey().words, e.getValue()))
                .collect(Collectors.joining("; ")));
  }

  private static <T> @Nullable T next(Iterator<T> all) {
    return all.hasNext() ? all.next() : null;
  }

  private static int order(@Nullable PlannedFile file, @Nullable S3Object there) {
    if (file == null) {
      return 1;
    }
    return there == null ? -1 : KeyOrder.UTF_8.compare(file.object().destination(), there.key());
  }

  private void compare(PlannedFile file, S3Object there) {
    PlannedObject object = file.object();
    if (there.size() != object.size()) {
      problem(Problem.SIZE).add(object.destination());
      return;
    }
    objects++;
    bytes += object.size();
    boolean sameETag = compareETags(object, there);
    if (hasFullChecksum(there)) {
      byChecksum++;
    } else if (sameETag) {
      byETag++;
    }
  }

  private boolean compareETags(PlannedObject object, S3Object there) {
    String source = ETags.unquoted(object.eTag());
    String copy = ETags.unquoted(there.eTag());
    if (!ETags.isLikeMd5(source) || !ETags.isLikeMd5(copy)) {
      return false;
    }
    if (source.equals(copy)) {
      equalETags++;
      return true;
    }
    otherETags.add(there.key());
    return false;
  }

  private static boolean hasFullChecksum(S3Object there) {
    return there.checksumAlgorithm().contains(ChecksumAlgorithm.CRC64_NVME)
        && there.checksumType() != ChecksumType.COMPOSITE;
  }

  private KeySample problem(Problem problem) {
    return problems.computeIfAbsent(problem, _ -> new KeySample());
  }
}
