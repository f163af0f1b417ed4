package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket that is copied into. */
public final class Destination {
  /** Keys that S3 deletes in one request. */
  private static final int DELETED_AT_ONCE = 1000;

  private final S3Client s3;
  private final String bucket;

  public Destination(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Looks whether all of a backup is there.
   *
   * @throws BenchFailure where number or bytes of the objects are others
   */
  public void requireAll(Backup backup, String prefix) {
    long objects = 0;
    long bytes = 0;
    for (S3Object object : list(prefix)) {
      objects++;
      bytes += object.size();
    }
    if (objects != backup.workload().objects() || bytes != backup.workload().bytes()) {
      throw new BenchFailure(
          "Not all was copied: expected %d objects of %d bytes, found %d of %d"
              .formatted(backup.workload().objects(), backup.workload().bytes(), objects, bytes));
    }
  }

  /** Deletes what is under a prefix. */
  public void clear(String prefix) {
    List<ObjectIdentifier> keys = new ArrayList<>();
    for (S3Object object : list(prefix)) {
      keys.add(ObjectIdentifier.builder().key(object.key()).build());
    }
    for (int from = 0; from < keys.size(); from += DELETED_AT_ONCE) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + DELETED_AT_ONCE));
      var answer = s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(some)));
      if (answer.hasErrors()) {
        throw new BenchFailure("Not deleted: " + answer.errors().getFirst().key());
      }
    }
  }

  private Iterable<S3Object> list(String prefix) {
    return s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents();
  }
}
