package dev.refloat.local.stack;

import dev.refloat.local.states.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What state machines read and write in S3, through the same server as everybody else. */
final class S3Objects implements ObjectStore {
  private final S3Client client;

  S3Objects(S3Client client) {
    this.client = client;
  }

  @Override
  public InputStream open(String bucket, String key) throws IOException {
    try {
      return client.getObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw new IOException("Cannot read s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws IOException {
    try {
      client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw new IOException("Cannot write s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }
}
