package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.s3.S3Service.Target;
import dev.refloat.local.states.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/** S3 as Step Functions uses it: it reads the items of Maps and writes their results. */
public final class MapObjects implements ObjectStore {
  private final S3Service service;
  private final Processor processor;

  /**
   * @param processor that of Step Functions
   */
  public MapObjects(S3Service service, Processor processor) {
    this.service = service;
    this.processor = processor;
  }

  @Override
  public InputStream open(String bucket, String key) throws IOException {
    service.request(Kind.GET, new Target(bucket, key), null, 0, processor, () -> key);
    return service.work().open(key);
  }

  @Override
  public void put(String bucket, String key, byte[] content) {
    service.request(
        Kind.PUT,
        new Target(bucket, key),
        null,
        0,
        processor,
        () -> {
          service.work().put(key, content);
          return key;
        });
  }
}
