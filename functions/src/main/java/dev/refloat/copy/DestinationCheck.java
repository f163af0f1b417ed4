package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Compares what is under the prefixes of a collection with its plan: every object is there with its
 * size, and nothing else is. Both come in key order, so that neither is ever held whole, and it
 * costs one LIST per thousand objects and no request per object.
 *
 * <p>Values of checksums are therefore compared where S3 gives them unasked, and their presence
 * here:
 *
 * <ul>
 *   <li>By checksum: LIST says that the object carries a full-object CRC-64/NVME. S3 computed it
 *       over what it stored, on our demand. That of an object in parts was also computed from its
 *       parts by us, sent with the completion and returned by it; both were compared.
 *   <li>By ETag: it is the MD5 of the source.
 *   <li>By size: the server showed neither.
 * </ul>
 */
public final class DestinationCheck {
  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;
  private final ETagRule rule;

  public DestinationCheck(S3Client s3, Buckets buckets, CopyCalls calls, ETagRule rule) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
    this.rule = rule;
  }

  /**
   * What was verified, and how well. Each object counts once, with the first that holds of
   * checksum, ETag and size.
   */
  public record Verified(long objects, long bytes, long byChecksum, long byETag, long bySize) {}

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

  /**
   * Verifies a collection.
   *
   * @param prefixes of the collection's keys in the destination bucket, in key order
   * @throws Refused VERIFICATION_FAILED where anything is wrong, naming up to 20 keys of each kind
   */
  public Verified check(PlanFiles files, List<String> prefixes) {
    var comparison = new Comparison();
    var planned = PlanReader.objects(s3, calls, files);
    var listed = new ObjectListing(s3, calls, buckets.destination(), prefixes);
    return new Refusals(buckets)
        .inDestination(
            prefixes,
            () -> {
              comparison.merge(planned, listed);
              return comparison.verified();
            });
  }

  private final class Comparison {
    private final Map<Problem, KeySample> problems = new EnumMap<>(Problem.class);
    private final KeySample otherETags = new KeySample();
    private long objects;
    private long bytes;
    private long byChecksum;
    private long byETag;
    private long equalETags;

    void merge(Iterator<PlannedFile> planned, Iterator<S3Object> listed) {
      @Nullable PlannedFile file = next(planned);
      @Nullable S3Object there = next(listed);
      while (file != null || there != null) {
        int order = order(file, there);
        if (order < 0) {
          problem(Problem.MISSING, Objects.requireNonNull(file).object().destination());
        } else if (order > 0) {
          problem(Problem.SURPLUS, Objects.requireNonNull(there).key());
        } else {
          compare(Objects.requireNonNull(file), Objects.requireNonNull(there));
        }
        file = order <= 0 ? next(planned) : file;
        there = order >= 0 ? next(listed) : there;
      }
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
        problem(Problem.SIZE, object.destination());
        return;
      }
      objects++;
      bytes += object.size();
      boolean sameETag = compareETags(file, there);
      if (hasFullChecksum(there)) {
        byChecksum++;
      } else if (sameETag) {
        byETag++;
      }
    }

    private boolean compareETags(PlannedFile file, S3Object there) {
      String source = ETags.unquoted(file.object().eTag());
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

    private void problem(Problem problem, String key) {
      problems.computeIfAbsent(problem, kind -> new KeySample()).add(key);
    }

    Verified verified() {
      if (otherETags.count() > 0 && rule.differentMeansChanged(equalETags)) {
        problems.put(Problem.CONTENT, otherETags);
      }
      if (!problems.isEmpty()) {
        throw new Refused(ErrorCode.VERIFICATION_FAILED, message());
      }
      return new Verified(objects, bytes, byChecksum, byETag, objects - byChecksum - byETag);
    }

    private String message() {
      String kinds =
          problems.entrySet().stream()
              .map(e -> "%d %s: %s".formatted(e.getValue().count(), e.getKey().words, e.getValue()))
              .collect(Collectors.joining("; "));
      return "The copied objects in %s do not match the plan. %s. Start the restore again."
          .formatted(buckets.destination(), kinds);
    }
  }
}
