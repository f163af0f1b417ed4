package dev.refloat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Answers the demonstration's calls and copies the newest backup when a restore is asked for. A
 * test makes one thing go wrong through the public fields.
 */
final class FakeService implements AutoCloseable {
  static final String KEY = "demo-key";
  static final String PASSWORD = "not-to-be-printed";
  static final String BACKUPS = "backups";
  static final String DATA = "data";
  private static final String CLUSTER = "in01-restored00000001";
  private static final long NEW_IDS = 1_000_000;

  String jobStatus = "SUCCESSFUL";
  String jobReason = "";
  Consumer<ArrayNode> catalogueChange = collections -> {};
  Consumer<S3Client> dataChange = s3 -> {};

  private final ObjectMapper json = new ObjectMapper();
  private final S3Client s3;
  private final HttpServer server;
  private int polls;

  FakeService(S3Client s3) throws IOException {
    this.s3 = s3;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean known =
          ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      ObjectNode body = json.createObjectNode();
      if (known) {
        body.put("code", 0).set("data", data(path));
      } else {
        body.put("code", 21119).put("message", "The apikey is illegal.");
      }
      byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonNode data(String path) throws IOException {
    if (path.equals("/v2/backups")) {
      return backups();
    } else if (path.endsWith("/restoreCluster")) {
      return restore();
    } else if (path.startsWith("/v2/jobs/")) {
      return job();
    } else if (path.endsWith("/collections")) {
      return catalogue();
    } else {
      return json.createObjectNode().put("status", "RUNNING");
    }
  }

  private JsonNode backups() throws IOException {
    ObjectNode answer = json.createObjectNode().put("count", 1);
    JsonNode meta = meta();
    answer
        .putArray("backups")
        .addObject()
        .put("backupId", "backup1")
        .put("backupName", meta.path("name").asText())
        .put("status", "AVAILABLE")
        .put("size", meta.path("size").asLong());
    return answer;
  }

  private JsonNode restore() {
    for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(BACKUPS)).contents()) {
      int at = object.key().indexOf("/binlogs/");
      if (at >= 0) {
        s3.copyObject(
            copy ->
                copy.sourceBucket(BACKUPS)
                    .sourceKey(object.key())
                    .destinationBucket(DATA)
                    .destinationKey(newKey(object.key().substring(at + 9))));
      }
    }
    dataChange.accept(s3);
    return json.createObjectNode()
        .put("clusterId", CLUSTER)
        .put("username", "db_admin")
        .put("password", PASSWORD)
        .put("jobId", "job1");
  }

  /**
   * {@code kind/collection/partition[/group]/segment[/field]/log} with new ids and without group.
   */
  private static String newKey(String key) {
    String[] path = key.split("/", -1);
    boolean grouped = path.length == (path[0].equals("insert_log") ? 7 : 6);
    StringBuilder renamed = new StringBuilder(CLUSTER).append('/').append(path[0]);
    int segment = grouped ? 4 : 3;
    for (int i = 1; i < path.length; i++) {
      if (!grouped || i != 3) {
        renamed.append('/').append(i <= segment ? renewed(Long.parseLong(path[i])) : path[i]);
      }
    }
    return renamed.toString();
  }

  private static String renewed(long id) {
    return Long.toString(id == -1 ? -1 : id + NEW_IDS);
  }

  private JsonNode job() {
    boolean first = polls++ == 0;
    return json.createObjectNode()
        .put("jobId", "job1")
        .put("status", first ? "IN_PROGRESS" : jobStatus)
        .put("progress", first ? "40" : "100")
        .put("reason", jobReason)
        .put("objectsCopied", first ? 4 : 10)
        .put("objectsTotal", 10)
        .put("bytesCopied", first ? 400 : 1000)
        .put("bytesTotal", 1000)
        .put("bytesPerSecond", 400)
        .put("etaSeconds", 2);
  }

  private JsonNode catalogue() throws IOException {
    ArrayNode collections = json.createArrayNode();
    for (JsonNode collection : meta().path("collection_backups")) {
      ObjectNode shown =
          collections
              .addObject()
              .put("dbName", collection.path("db_name").asText())
              .put("collectionName", collection.path("collection_name").asText())
              .put("collectionId", renewed(collection.path("collection_id").asLong()))
              .put("loadState", collection.path("load_state").asText())
              .put("bytes", collection.path("size").asLong())
              .put("shardsNum", collection.path("shards_num").asInt())
              .put(
                  "rows",
                  collection.findValues("num_of_rows").stream().mapToLong(JsonNode::asLong).sum());
      ArrayNode partitions = shown.putArray("partitions");
      collection
          .path("partition_backups")
          .forEach(
              partition ->
                  partitions
                      .addObject()
                      .put("partitionName", partition.path("partition_name").asText())
                      .put("partitionId", partition.path("partition_id").asText()));
    }
    catalogueChange.accept(collections);
    return json.createObjectNode().set("collections", collections);
  }

  private JsonNode meta() throws IOException {
    String key =
        s3.listObjectsV2Paginator(list -> list.bucket(BACKUPS)).contents().stream()
            .map(S3Object::key)
            .filter(each -> each.endsWith("full_meta.json"))
            .findFirst()
            .orElseThrow();
    return json.readTree(s3.getObjectAsBytes(get -> get.bucket(BACKUPS).key(key)).asByteArray());
  }

  /** Any key in the data bucket. */
  static String someKey(S3Client s3) {
    return s3.listObjectsV2(list -> list.bucket(DATA)).contents().getFirst().key();
  }

  /** Writes other bytes of the same size over an object. */
  static void damage(S3Client s3) {
    String key = someKey(s3);
    byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(DATA).key(key)).asByteArray();
    bytes[bytes.length / 2] ^= 1;
    s3.putObject(put -> put.bucket(DATA).key(key), RequestBody.fromBytes(bytes));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
