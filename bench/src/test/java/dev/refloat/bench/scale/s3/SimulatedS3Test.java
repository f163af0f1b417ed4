package dev.refloat.bench.scale.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.Latency;
import dev.refloat.bench.scale.Scenario;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.time.InClock;
import dev.refloat.bench.scale.time.VirtualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(60)
final class SimulatedS3Test {
  private static final int BYTES = 1_000;

  /** So fast that no request is admitted later because its function computes. */
  private static final int MEMORY = 1_000_000;

  private final VirtualClock clock = new VirtualClock();
  private final GeneratedBackup backup =
      new GeneratedBackup(new Scenario("t", "", 1, 4, 10, BYTES), "backup/");

  private @TempDir Path directory;
  private S3Service service;
  private S3Client s3;

  @BeforeEach
  void start() {
    service = new S3Service(clock, new Latency(new SplittableRandom(1)), backup, directory);
    s3 = SimulatedS3.once(service, new Processor(clock, MEMORY));
  }

  @AfterEach
  void close() {
    clock.close();
  }

  private <T> T inClock(Callable<T> work) {
    return InClock.call(clock, work);
  }

  private List<String> insertLogs() {
    return IntStream.range(0, backup.objects())
        .mapToObj(backup::key)
        .filter(key -> key.contains("/insert_log/"))
        .toList();
  }

  /** Where a log of the first segment goes. */
  private static String destination(String source) {
    String[] path = source.split("/", -1);
    return "cluster/insert_log/7/8/9/" + path[path.length - 2] + "/" + path[path.length - 1];
  }

  private void copy(String source) {
    inClock(
        () ->
            s3.copyObject(
                r ->
                    r.sourceBucket(S3Service.BACKUP)
                        .sourceKey(source)
                        .destinationBucket(S3Service.DATA)
                        .destinationKey(destination(source))));
  }

  private List<S3Object> listed(String bucket, String prefix) {
    return inClock(() -> s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents());
  }

  @Test
  void whatIsCopiedIsListedLikeItsSource() {
    String source = insertLogs().getFirst();
    copy(source);
    S3Object copied = listed(S3Service.DATA, "cluster/insert_log/7/").getFirst();
    assertThat(copied.key()).isEqualTo(destination(source));
    assertThat(copied.eTag()).isEqualTo(listed(S3Service.BACKUP, source).getFirst().eTag());
    assertThat(copied.size()).isEqualTo(BYTES);
    assertThat(service.counts()).containsEntry(Kind.COPY, 1L).containsEntry(Kind.LIST, 2L);
  }

  @Test
  void whatIsNotInTheBackupCannotBeCopied() {
    assertThatThrownBy(() -> copy("backup/binlogs/insert_log/1/2/3/100/4"))
        .hasCauseInstanceOf(NoSuchKeyException.class);
    assertThat(service.restoredObjects()).isZero();
  }

  private String upload(String source, String... ranges) {
    String key = destination(source);
    return inClock(
        () -> {
          String id = s3.createMultipartUpload(r -> r.bucket(S3Service.DATA).key(key)).uploadId();
          for (int i = 0; i < ranges.length; i++) {
            String range = ranges[i];
            int part = i + 1;
            s3.uploadPartCopy(
                r ->
                    r.sourceBucket(S3Service.BACKUP)
                        .sourceKey(source)
                        .copySourceRange("bytes=" + range)
                        .destinationBucket(S3Service.DATA)
                        .destinationKey(key)
                        .uploadId(id)
                        .partNumber(part));
          }
          return id;
        });
  }

  private void complete(String source, String id) {
    inClock(
        () ->
            s3.completeMultipartUpload(
                r -> r.bucket(S3Service.DATA).key(destination(source)).uploadId(id)));
  }

  @Test
  void anObjectOfPartsIsThereOnceItsUploadIsCompleted() {
    String source = insertLogs().getFirst();
    String id = upload(source, "0-599", "600-999");
    assertThat(service.restoredObjects()).isZero();
    complete(source, id);
    assertThat(listed(S3Service.DATA, "cluster/insert_log/7/").getFirst().eTag()).endsWith("-2\"");
    assertThatThrownBy(() -> complete(source, id)).hasCauseInstanceOf(NoSuchUploadException.class);
  }

  @Test
  void anUploadWithoutSomeBytesIsNotCompleted() {
    String source = insertLogs().getFirst();
    String id = upload(source, "0-599");
    assertThatThrownBy(() -> complete(source, id)).hasMessageContaining("600 bytes");
    assertThat(service.restoredObjects()).isZero();
  }

  @Test
  void openUploadsAreListedUntilTheyAreGivenUp() {
    String source = insertLogs().getFirst();
    String id = upload(source, "0-599");
    assertThat(uploads()).isEqualTo(1);
    inClock(
        () ->
            s3.abortMultipartUpload(
                r -> r.bucket(S3Service.DATA).key(destination(source)).uploadId(id)));
    assertThat(uploads()).isZero();
  }

  private int uploads() {
    return inClock(
        () ->
            s3.listMultipartUploads(r -> r.bucket(S3Service.DATA).prefix("cluster/"))
                .uploads()
                .size());
  }

  private void put(S3Client client, String content) {
    inClock(
        () ->
            client.putObject(
                r -> r.bucket(S3Service.WORK).key("plan"), RequestBody.fromString(content)));
  }

  private String read(String range) {
    return inClock(
        () ->
            s3.getObjectAsBytes(r -> r.bucket(S3Service.WORK).key("plan").range(range))
                .asUtf8String());
  }

  @Test
  void aPlanIsReadInRanges() {
    put(s3, "0123456789");
    assertThat(read("bytes=3-5")).isEqualTo("345");
    assertThat(read("bytes=8-20")).isEqualTo("89");
    assertThatThrownBy(() -> read("bytes=10-12"))
        .cause()
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(416));
  }

  @Test
  void onlyAClientThatRetriesGetsThroughWhereS3IsBusy() {
    makeBusy();
    assertThatThrownBy(() -> put(s3, "x"))
        .cause()
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(503));
    makeBusy();
    long refused = service.partitions(S3Service.WORK).refused();
    put(SimulatedS3.retrying(service, new Processor(clock, MEMORY)), "x");
    assertThat(service.partitions(S3Service.WORK).refused()).isGreaterThan(refused);
    assertThat(read("bytes=0-0")).isEqualTo("x");
  }

  private void makeBusy() {
    for (int i = 0; i < Facts.S3.WRITES_PER_SECOND; i++) {
      service.partitions(S3Service.WORK).admit("other", true, clock.now());
    }
  }
}
