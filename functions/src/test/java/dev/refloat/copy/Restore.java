package dev.refloat.copy;

import static dev.refloat.copy.Embedded.BACKUP;
import static dev.refloat.copy.Embedded.BUCKETS;
import static dev.refloat.copy.Embedded.DATA;
import static dev.refloat.copy.Embedded.JOBS;
import static dev.refloat.copy.Embedded.WORK;
import static java.util.Objects.requireNonNull;

import dev.refloat.platform.Clients.CopyingS3;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Time;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One collection on its way through the engine, as the states of the workflow call it: plan, open,
 * copy each batch, complete, check. Every job has its own prefixes, so that tests share a server.
 */
final class Restore {
  static final CopyOptions OPTIONS =
      new CopyOptions(true, false, Optional.empty(), Optional.empty());

  /** Ranges of 5 MiB above 6 MiB, five items a batch. */
  static final CopyLimits SMALL =
      new CopyLimits(6 * S3Limits.MIB, 5 * S3Limits.MIB, 5, 50 * S3Limits.GIB, 8);

  /** As often as by default, but without its waiting. */
  static final Backoff FAST = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), 10);

  private final Embedded embedded;
  final String jobId;
  final PlanFiles files;
  final NavigableMap<String, byte[]> expected = new TreeMap<>(KeyOrder.UTF_8);
  private final Map<String, String> sources = new TreeMap<>();
  private boolean hasRanges;
  private Optional<BatchPayload> onlyBatch = Optional.empty();

  Restore(Embedded embedded, String jobId) {
    this.embedded = embedded;
    this.jobId = jobId;
    this.files = new PlanFiles(WORK, jobId, 0, "00000");
    embedded.put(outcome().with("state", "COPYING").with("expiresAt", 4_000_000_000L));
  }

  Item outcome() {
    return Item.key("JOB#" + jobId, "COLLECTION#00000");
  }

  Item readOutcome() {
    return embedded.get("JOB#" + jobId, "COLLECTION#00000");
  }

  /** What the ledger counts, summed over the shards of the collection. */
  long counted(String counter) {
    return new JobItems(embedded.dynamo, JOBS)
        .startingWith(jobId, "DONE#0#00000#")
        .mapToLong(shard -> shard.count(counter))
        .sum();
  }

  List<String> prefixes() {
    return List.of(jobId + "/delta_log/7/", jobId + "/insert_log/7/");
  }

  /** Puts an object into the backup, to be copied under {@code name} below a prefix. */
  Restore with(String name, byte[] bytes) {
    return withSource(jobId + "/binlogs/" + name, name, bytes);
  }

  Restore withSource(String source, String name, byte[] bytes) {
    embedded.s3.putObject(
        r ->
            r.bucket(BACKUP).key(source).checksumCRC64NVME(Crc64Nvme.toBase64(Crc64Nvme.of(bytes))),
        RequestBody.fromBytes(bytes));
    expected.put(destination(name), bytes);
    sources.put(destination(name), source);
    return this;
  }

  void removeSource(String name) {
    embedded.s3.deleteObject(r -> r.bucket(BACKUP).key(source(name)));
  }

  Restore withRandom(String name, int size, long seed) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return with(name, bytes);
  }

  String destination(String name) {
    return jobId + "/" + name;
  }

  String source(String name) {
    return jobId + "/binlogs/" + name;
  }

  CollectionPlan plan() {
    return plan(SMALL);
  }

  CollectionPlan plan(CopyLimits limits) {
    try (var writer = new PlanWriter(new S3Writes(embedded.s3, 1), limits, files)) {
      expected.forEach(
          (destination, bytes) -> {
            String source = requireNonNull(sources.get(destination));
            String eTag = embedded.s3.headObject(r -> r.bucket(BACKUP).key(source)).eTag();
            writer.add(new PlannedObject(source, destination, bytes.length, eTag));
          });
      CollectionPlan plan = writer.finish();
      hasRanges = plan.objectsInRanges() > 0;
      onlyBatch = plan.onlyBatch();
      return plan;
    }
  }

  /** As Prepare does. */
  void open(S3Client s3, DynamoDbClient dynamo) {
    if (hasRanges) {
      uploads(s3, dynamo).open(files, soon());
    }
  }

  /** As Complete does. */
  void complete(S3Client s3, DynamoDbClient dynamo) {
    if (hasRanges) {
      uploads(s3, dynamo).complete(files, prefixes(), soon());
    }
  }

  List<BatchPayload> batches() {
    if (onlyBatch.isPresent()) {
      return List.of(onlyBatch.get());
    }
    byte[] lines =
        embedded.s3.getObjectAsBytes(r -> r.bucket(WORK).key(files.batchesKey())).asByteArray();
    return Jsonl.lines(lines).map(line -> Json.read(line, BatchPayload.class)).toList();
  }

  private CopyOptions options() {
    boolean checksum = !embedded.server().has(ServerQuirk.CHECKSUM_BREAKS_PART_COPY);
    return new CopyOptions(checksum, OPTIONS.tags(), OPTIONS.storageClass(), OPTIONS.kmsKey());
  }

  CopyCalls calls() {
    return new CopyCalls(new AimdLimiter(8, Time.REAL), FAST);
  }

  BatchCopier copier() {
    return copier(embedded.s3, embedded.dynamo);
  }

  BatchCopier copier(S3Client s3, DynamoDbClient dynamo) {
    return new BatchCopier(
        CopyingS3.of(s3),
        BUCKETS,
        options(),
        calls(),
        batchLedger(dynamo),
        uploadLedger(dynamo),
        (outcome, attempt) -> outcome.text("state").equals("COPYING"),
        Duration.ofDays(1));
  }

  Uploads uploads() {
    return uploads(embedded.s3, embedded.dynamo);
  }

  Uploads uploads(S3Client s3, DynamoDbClient dynamo) {
    return new Uploads(CopyingS3.of(s3), BUCKETS, options(), calls(), uploadLedger(dynamo));
  }

  DestinationCheck check(ETagRule rule) {
    return new DestinationCheck(embedded.s3, BUCKETS, calls(), rule);
  }

  /** That lists few keys a request. */
  DestinationCheck check(S3Client s3, int keysOfStretch) {
    return new DestinationCheck(s3, BUCKETS, calls(), ETagRule.AUTO, keysOfStretch);
  }

  CollectionCleanup cleanup() {
    return cleanup(embedded.s3, embedded.dynamo);
  }

  CollectionCleanup cleanup(S3Client s3, DynamoDbClient dynamo) {
    return new CollectionCleanup(s3, BUCKETS, calls(), uploads(s3, dynamo), uploadLedger(dynamo));
  }

  /** What the ledger knows of multipart uploads. */
  List<Item> ledger() {
    var items = new JobItems(embedded.dynamo, JOBS);
    return items.startingWith(jobId, "UPLOAD#").toList();
  }

  static BatchLedger batchLedger(DynamoDbClient dynamo) {
    return new BatchLedger(dynamo, JOBS, Clock.systemUTC());
  }

  static UploadLedger uploadLedger(DynamoDbClient dynamo) {
    return new UploadLedger(dynamo, JOBS, Clock.systemUTC());
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofMinutes(10));
  }

  /** All states after the plan. */
  void copyAll() {
    open(embedded.s3, embedded.dynamo);
    batches().forEach(batch -> copier().copy(batch, soon()));
    complete(embedded.s3, embedded.dynamo);
  }

  /** What is in the destination, by key. */
  NavigableMap<String, byte[]> copied() {
    var copied = new TreeMap<String, byte[]>(KeyOrder.UTF_8);
    new ObjectListing(embedded.s3, calls(), DATA, List.of(jobId + "/"))
        .forEachRemaining(object -> copied.put(object.key(), bytes(object)));
    return copied;
  }

  private byte[] bytes(S3Object object) {
    return embedded.s3.getObjectAsBytes(r -> r.bucket(DATA).key(object.key())).asByteArray();
  }

  long openUploads() {
    var prefixes =
        embedded.server().has(ServerQuirk.LIST_UPLOADS_BY_WHOLE_KEY)
            ? expected.keySet()
            : Set.of(jobId + "/");
    return prefixes.stream()
        .mapToLong(
            prefix ->
                embedded
                    .s3
                    .listMultipartUploads(r -> r.bucket(DATA).prefix(prefix))
                    .uploads()
                    .size())
        .sum();
  }

  long bytes() {
    return expected.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
