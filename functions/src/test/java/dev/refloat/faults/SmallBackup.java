package dev.refloat.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A backup of a few collections with few objects of random bytes, as milvus-backup lays it out. One
 * bucket holds all of them, written once; nobody changes them.
 *
 * @param prefix of its keys
 * @param collections by {@code database.collection}: the objects of each
 */
record SmallBackup(String prefix, Map<String, Map<LogKey, Stored>> collections) {
  /** Bytes above which an object is copied in ranges. */
  static final int LARGE = 100_000;

  private static final int MIB = 1 << 20;
  private static final long FIRST_ID = 450_000_000_000_000_000L;
  private static final String BUCKET = EmbeddedAws.newBucket();

  /**
   * Where a log belongs, by ids of the backup.
   *
   * @param kind {@code insert_log} or {@code delta_log}
   * @param field absent from the key of a delta log, and 0 then
   */
  record LogKey(String kind, String segment, long field, String log) implements Comparable<LogKey> {
    @Override
    public int compareTo(LogKey other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Privileges on every collection, for users of whom the tests know the names. */
  private static final String RBAC =
      """
      {"users":[{"user":"u0","password":"$2a$10$0","roles":[{"name":"r0"}]},
                {"user":"u1","password":"$2a$10$1","roles":[{"name":"r0"},{"name":"r1"}]}],
       "roles":[{"name":"r0"},{"name":"r1"}],
       "grants":[
         {"role":{"name":"r0"},"object":{"name":"Collection"},"object_name":"*","db_name":"default",
          "grantor":{"user":{"name":"root"},"privilege":{"name":"Search"}}},
         {"role":{"name":"r1"},"object":{"name":"Collection"},"object_name":"*","db_name":"default",
          "grantor":{"user":{"name":"root"},"privilege":{"name":"Insert"}}}]}""";

  /** The users of every backup. */
  static final List<String> USERS = List.of("u0", "u1");

  /** An object of the backup, with its SHA-256. */
  record Stored(String key, int size, String digest) {}

  static String bucket() {
    return BUCKET;
  }

  /**
   * The backups of all runs: with several batches and one, without any object, with objects in one
   * part, in two and in three.
   */
  static synchronized List<SmallBackup> all() {
    return List.of(
        // The first is what is there already when collections are restored into a cluster.
        write("base", new int[][] {{700, 20, 0}, {300, 40}}),
        write("small", new int[][] {{1200, 300, 5, 0, 77, 900, 12, 40, 3000}, {800, 1}, {}}),
        write("parts", new int[][] {{LARGE + 1, 200, 9}, {50, 60, 70, 80, 90}, {10, LARGE + 9000}}),
        write("wide", new int[][] {{10, 20}, {30, 40, 50}, {60, 1, 2, 3, 4, 5}, {70, 80}}),
        write("ranges", new int[][] {{7 * MIB + 11, 100, 7}, {400, 30}, {LARGE + 77, 8, 6, 4, 2}}),
        write("large", new int[][] {{11 * MIB + 5, 3}, {900, LARGE + 5, 1, 2}}));
  }

  /** The name of a collection of every backup. */
  static String name(int number) {
    return "c" + number;
  }

  /**
   * Writes one.
   *
   * @param sizes of the objects of each collection
   */
  static SmallBackup write(String name, int[][] sizes) {
    String prefix = World.PROJECT + "/" + World.SOURCE + "/" + name;
    var random = new Random(name.hashCode());
    // No two backups have an id in common, so that a segment tells where it comes from.
    long first = FIRST_ID + (name.hashCode() & 0xffffffL) * 1_000_000L;
    var collections = new TreeMap<String, Map<LogKey, Stored>>();
    ArrayNode metas = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < sizes.length; i++) {
      var objects = new TreeMap<LogKey, Stored>();
      metas.add(new Writer(prefix, first + 1000L * i, random, objects).write(name(i), sizes[i]));
      collections.put("default." + name(i), objects);
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("id", name).put("name", name);
    root.put("milvus_version", "v2.6.0").put("size", size(metas)).set("collection_backups", metas);
    root.set("rbac_meta", Json.tree(RBAC));
    put(prefix + "/meta/full_meta.json", Json.bytes(root));
    return new SmallBackup(prefix, collections);
  }

  private static long size(ArrayNode parts) {
    long size = 0;
    for (JsonNode part : parts) {
      size += part.get("size").asLong();
    }
    return size;
  }

  static void put(String key, byte[] bytes) {
    EmbeddedAws.s3().putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Writes one collection: up to three objects a segment, the last of each a delta log. */
  private static final class Writer {
    private static final int LOGS = 3;

    private final String prefix;
    private final long id;
    private final Random random;
    private final Map<LogKey, Stored> objects;
    private long next;

    Writer(String prefix, long id, Random random, Map<LogKey, Stored> objects) {
      this.prefix = prefix;
      this.id = id;
      this.random = random;
      this.objects = objects;
      this.next = id + 1;
    }

    JsonNode write(String name, int[] sizes) {
      long partition = next++;
      ArrayNode segments = JsonNodeFactory.instance.arrayNode();
      for (int from = 0; from < sizes.length; from += LOGS) {
        segments.add(segment(partition, sizes, from, Math.min(from + LOGS, sizes.length)));
      }
      ObjectNode part = JsonNodeFactory.instance.objectNode();
      part.put("partition_id", partition).put("partition_name", "_default");
      part.put("collection_id", id).put("size", size(segments)).put("load_state", "Loaded");
      part.set("segment_backups", segments);
      ObjectNode meta = JsonNodeFactory.instance.objectNode();
      meta.put("collection_id", id).put("db_name", "default").put("collection_name", name);
      meta.put("shards_num", 1).put("size", size(segments)).put("load_state", "Loaded");
      meta.set("schema", schema(name));
      meta.putArray("partition_backups").add(part);
      return meta;
    }

    private static JsonNode schema(String name) {
      ObjectNode schema = JsonNodeFactory.instance.objectNode().put("name", name);
      ArrayNode fields = schema.putArray("fields");
      fields.addObject().put("fieldID", 100).put("name", "pk").put("data_type", 5);
      ((ObjectNode) fields.get(0)).put("is_primary_key", true);
      return schema;
    }

    private JsonNode segment(long partition, int[] sizes, int from, int to) {
      long segment = next++;
      ObjectNode meta = JsonNodeFactory.instance.objectNode();
      meta.put("segment_id", segment).put("collection_id", id).put("partition_id", partition);
      meta.put("group_id", segment).put("storage_version", 2).put("num_of_rows", 1);
      ArrayNode insert = meta.putArray("binlogs");
      ArrayNode delta = meta.putArray("deltalogs");
      String place = "/" + id + "/" + partition + "/" + segment + "/" + segment + "/";
      long size = 0;
      for (int i = from; i < to; i++) {
        long log = next++;
        boolean last = i == to - 1 && i > from;
        String kind = last ? "delta_log" : "insert_log";
        long field = last ? 0 : i - from;
        byte[] bytes = new byte[sizes[i]];
        random.nextBytes(bytes);
        String key = prefix + "/binlogs/" + kind + place + (last ? "" : field + "/") + log;
        put(key, bytes);
        objects.put(
            new LogKey(kind, Long.toString(segment), field, Long.toString(log)),
            new Stored(key, bytes.length, digest(bytes)));
        ObjectNode logs = (last ? delta : insert).addObject().put("fieldID", field);
        logs.putArray("binlogs").addObject().put("log_id", log).put("log_size", bytes.length);
        size += bytes.length;
      }
      return meta.put("size", size);
    }
  }
}
