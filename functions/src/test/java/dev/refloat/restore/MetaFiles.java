package dev.refloat.restore;

import dev.refloat.backup.BackupLocation;
import dev.refloat.local.sample.Content;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.local.sample.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The meta of a backup as a client of S3 would read it: one that has nothing else. */
final class MetaFiles implements S3Client {
  static final BackupLocation LOCATION = new BackupLocation("backups", "archive/b");

  private final Map<String, byte[]> files;

  private MetaFiles(Map<String, byte[]> files) {
    this.files = files;
  }

  /** By their names below {@code meta/}. */
  static Map<String, byte[]> of(SampleShape shape) {
    Map<String, byte[]> files = new TreeMap<>();
    var sink =
        new Sink() {
          @Override
          public void put(String key, Content content) throws IOException {
            try (content;
                var in = content.open()) {
              if (key.startsWith("meta/")) {
                files.put(key, in.readAllBytes());
              }
            }
          }

          @Override
          public void flush() {
            // Everything is in memory already.
          }
        };
    try {
      SampleWriter.write(SampleOptions.of(shape, "b", 1), sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** With another content of one of them. */
  static MetaFiles with(Map<String, byte[]> files, String name, byte[] content) {
    Map<String, byte[]> changed = new HashMap<>(files);
    changed.put(name, content);
    return new MetaFiles(changed);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    byte[] content = files.get(request.key().substring(LOCATION.key("").length()));
    if (content == null) {
      throw NoSuchKeyException.builder().message("No such key").build();
    }
    var response = GetObjectResponse.builder().eTag("\"e\"").lastModified(Instant.EPOCH).build();
    return new ResponseInputStream<>(
        response, AbortableInputStream.create(new java.io.ByteArrayInputStream(content)));
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    throw new UnsupportedOperationException("A stream is read");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
