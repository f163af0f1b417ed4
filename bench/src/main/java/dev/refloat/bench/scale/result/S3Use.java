package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Prices;
import dev.refloat.bench.scale.s3.Kind;
import dev.refloat.bench.scale.s3.Partitions;
import dev.refloat.bench.scale.s3.S3Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a restore asked of S3.
 *
 * @param requests that S3 took, by kind
 * @param refused by bucket: SlowDown
 * @param partitions of each bucket at the end
 * @param hottest requests that the hottest partition of a bucket took in a second
 * @param copySeconds what all copies took together
 */
public record S3Use(
    Map<Kind, Long> requests,
    Map<String, Long> refused,
    Map<String, Long> partitions,
    Map<String, Long> hottest,
    double copySeconds) {
  private static final double NANOS = 1e9;

  public static S3Use of(S3Service s3) {
    return new S3Use(
        s3.counts(),
        byBucket(s3, Partitions::refused),
        byBucket(s3, partitions -> (long) partitions.count()),
        byBucket(s3, Partitions::peak),
        s3.copyNanos() / NANOS);
  }

  private static Map<String, Long> byBucket(S3Service s3, Function<Partitions, Long> what) {
    var all = new TreeMap<String, Long>();
    for (String bucket : List.of(S3Service.BACKUP, S3Service.DATA, S3Service.WORK)) {
      all.put(bucket, what.apply(s3.partitions(bucket)));
    }
    return all;
  }

  public long count(Kind kind) {
    return requests.getOrDefault(kind, 0L);
  }

  long allRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  double cost() {
    return requests.entrySet().stream()
        .mapToDouble(request -> request.getValue() * price(request.getKey()))
        .sum();
  }

  private static double price(Kind kind) {
    return switch (kind) {
      case COPY, PUT, LIST -> Prices.S3_WRITE_OR_LIST;
      case GET, HEAD -> Prices.S3_READ;
      case DELETE -> 0;
    };
  }
}
