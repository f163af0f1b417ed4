package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.local.sample.S3Sink;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleSummary;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a user does with backups: puts one into the bucket, restores it, looks at what came back.
 */
final class Backups {
  private static final String FULL_META = "/meta/full_meta.json";
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack;
  private final Api api;

  Backups() {
    this(Stack.shared());
  }

  Backups(Stack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  /** A backup in the bucket, under a cluster id that no other test has. */
  record Backup(String clusterId, String prefix) {}

  Backup sample(SampleOptions options) {
    return write(options, place(options.name()));
  }

  /** At a place where no backup registers itself. */
  Backup elsewhere(SampleOptions options) {
    return write(options, archive(options.name()));
  }

  /** A place where no backup registers itself, and where none is yet. */
  Backup archive(String name) {
    return new Backup(place(name).clusterId(), "archive/" + name);
  }

  /** Asks for what is in the bucket to be registered. */
  Answer register(Backup backup) {
    String uri = "s3://" + stack.connection().backupBucket() + "/" + backup.prefix();
    return api.post(
        "/v2/clusters/" + backup.clusterId() + "/backups/register",
        Json.text(Map.of("uri", uri, "projectId", project())));
  }

  private Backup write(SampleOptions options, Backup backup) {
    assertThat(put(options, backup).objects()).isPositive();
    return backup;
  }

  /** Writes it there, and says what it has written. */
  SampleSummary put(SampleOptions options, Backup backup) {
    try (var sink =
        new S3Sink(stack.s3(), stack.connection().backupBucket(), backup.prefix() + "/")) {
      return SampleWriter.write(options, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Backup upload(Path folder, String name, String clusterId) {
    return upload(folder, new Backup(clusterId, project() + "/" + clusterId + "/" + name));
  }

  Backup upload(Path folder, Backup backup) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              file ->
                  stack
                      .s3()
                      .putObject(
                          r ->
                              r.bucket(stack.connection().backupBucket())
                                  .key(backup.prefix() + "/" + folder.relativize(file)),
                          RequestBody.fromFile(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return backup;
  }

  /** Copies a backup to another place, its meta last, as a writer puts it. */
  void move(Backup from, Backup to) {
    String bucket = stack.connection().backupBucket();
    stack
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(from.prefix() + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .sorted(Comparator.comparing((String key) -> key.endsWith(FULL_META)))
        .forEach(
            key ->
                stack
                    .s3()
                    .copyObject(
                        r ->
                            r.sourceBucket(bucket)
                                .sourceKey(key)
                                .destinationBucket(bucket)
                                .destinationKey(key.replace(from.prefix(), to.prefix()))));
  }

  /** Where no backup is yet; what is put there registers itself. */
  Backup place(String name) {
    String clusterId = "in01-source%08d".formatted(COUNTER.incrementAndGet());
    return new Backup(clusterId, project() + "/" + clusterId + "/" + name);
  }

  String project() {
    return stack.connection().projectId();
  }

  /** The one backup of the cluster, once it is listed. */
  JsonNode listed(Backup backup) {
    String path = "/v2/backups?projectId=" + project() + "&clusterId=" + backup.clusterId();
    return await(() -> api.get(path), answer -> answer.data().path("count").asInt() == 1)
        .data()
        .path("backups")
        .get(0);
  }

  String restorePath(Backup backup) {
    return "/v2/clusters/%s/backups/%s/restoreCluster"
        .formatted(backup.clusterId(), listed(backup).path("backupId").asText());
  }

  String body(String clusterName, String collectionStatus) {
    return Json.text(
        Map.of(
            "projectId",
            project(),
            "clusterName",
            clusterName,
            "cuSize",
            1,
            "collectionStatus",
            collectionStatus));
  }

  /** Starts a restore that is accepted. */
  Answer restore(Backup backup, String clusterName) {
    Answer answer = api.post(restorePath(backup), body(clusterName, "KEEP"));
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer;
  }

  JsonNode ended(Answer started) {
    return ended(started.data().path("jobId").asText());
  }

  JsonNode ended(String jobId) {
    String path = "/v2/jobs/" + jobId;
    return await(
            () -> api.get(path),
            answer ->
                List.of("SUCCESSFUL", "FAILED", "CANCELED")
                    .contains(answer.data().path("status").asText()))
        .data();
  }

  JsonNode collections(Answer started) {
    return api.get("/v2/clusters/" + clusterId(started) + "/collections").data();
  }

  /** What was dropped goes, as if the time for it had come. */
  void removed(String clusterId) {
    stack
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName(stack.table("Clusters"))
                    .key(Item.key("DROPS", clusterId).attributes())
                    .conditionExpression("attribute_exists(pk)")
                    .updateExpression("SET due = :due")
                    .expressionAttributeValues(
                        Map.of(":due", AttributeValue.fromS("2026-01-01T00:00:00Z"))));
    await(
        () -> {
          stack.callScheduled();
          return api.get("/v2/clusters/" + clusterId);
        },
        answer -> answer.code() == 96018);
  }

  static String clusterId(Answer started) {
    return started.data().path("clusterId").asText();
  }

  Map<String, byte[]> sourceLogs(Backup backup) {
    return objects(stack.connection().backupBucket(), backup.prefix() + "/binlogs/");
  }

  /** Makes it a backup that was made without users and roles. */
  void forgetRbac(Backup backup) {
    String bucket = stack.connection().backupBucket();
    String key = backup.prefix() + "/meta/full_meta.json";
    byte[] meta = stack.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    var json = (ObjectNode) Json.read(meta, JsonNode.class);
    json.remove("rbac_meta");
    stack.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(Json.bytes(json)));
    String path =
        "/v2/clusters/"
            + backup.clusterId()
            + "/backups/"
            + listed(backup).path("backupId").asText();
    await(() -> api.get(path), answer -> !answer.data().path("hasRbac").asBoolean());
  }

  /** Changes bytes of a log of the backup, and not its size. */
  void change(String key, Consumer<byte[]> change) {
    String bucket = stack.connection().backupBucket();
    byte[] bytes = stack.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    change.accept(bytes);
    stack.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  /** Deletes a log of the backup, and answers its key. */
  String lose(Backup backup) {
    String bucket = stack.connection().backupBucket();
    String key =
        stack
            .s3()
            .listObjectsV2(r -> r.bucket(bucket).prefix(backup.prefix() + "/binlogs/"))
            .contents()
            .getFirst()
            .key();
    stack.s3().deleteObject(r -> r.bucket(bucket).key(key));
    return key;
  }

  Map<String, byte[]> restoredLogs(Answer started) {
    return objects(stack.connection().dataBucket(), clusterId(started) + "/");
  }

  private Map<String, byte[]> objects(String bucket, String prefix) {
    var objects = new TreeMap<String, byte[]>();
    stack
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
        .contents()
        .forEach(
            object ->
                objects.put(
                    object.key(),
                    stack
                        .s3()
                        .getObjectAsBytes(r -> r.bucket(bucket).key(object.key()))
                        .asByteArray()));
    return objects;
  }

  static <T> T await(Supplier<T> call, Predicate<T> done) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      T answer = call.get();
      if (done.test(answer)) {
        return answer;
      }
      assertThat(Instant.now()).as("%s", answer).isBefore(end);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
