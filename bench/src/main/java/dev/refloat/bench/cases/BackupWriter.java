package dev.refloat.bench.cases;

import dev.refloat.local.sample.Content;
import dev.refloat.local.sample.S3Sink;
import java.io.IOException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes the backup of a workload. Its meta and keys are those of milvus-backup; its logs hold
 * bytes without meaning, since copying and verifying files looks at keys, sizes and checksums.
 */
public final class BackupWriter {
  /** S3 takes 5 GiB in one request; a client splits long before. */
  private static final long ONE_REQUEST = 64L << 20;

  private final S3Client s3;
  private final String bucket;
  private final RandomBytes bytes = new RandomBytes();

  public BackupWriter(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Writes the logs, then the meta that vouches for them.
   *
   * @param projectId of the folder under which a backup registers itself
   * @throws IOException where an object could not be written
   */
  public Backup write(Workload workload, String projectId, String clusterId) throws IOException {
    String name = "bench_" + workload.name();
    var backup =
        new Backup(
            workload, bucket, projectId + "/" + clusterId + "/" + name + "/", clusterId, name);
    var meta = new MetaWriter(workload);
    byte[] json = meta.write(name);
    try (S3Sink sink = new S3Sink(s3, bucket, backup.prefix())) {
      for (String key : meta.keys()) {
        if (workload.objectBytes() <= ONE_REQUEST) {
          sink.put(key, Content.of(bytes.next((int) workload.objectBytes())));
        } else {
          new PartsWriter(s3, bytes).write(bucket, backup.prefix() + key, workload.objectBytes());
        }
      }
      sink.flush();
      sink.put("meta/full_meta.json", Content.of(json));
      sink.flush();
    }
    return backup;
  }
}
