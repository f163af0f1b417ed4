package dev.refloat.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3SinkTest {
  /** Refuses the first object. */
  private static final class Refusing implements S3Client {
    private int calls;

    @Override
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      if (calls++ == 0) {
        throw S3Exception.builder().message("refused").build();
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private static Content content() {
    return Content.of("x".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRefusedObjectIsToldAtTheLatestByFlushAndNothingIsWrittenAfterIt() throws IOException {
    Refusing s3 = new Refusing();
    try (S3Sink sink = new S3Sink(s3, "bucket", "prefix/")) {
      sink.put("a", content());

      assertThatIOException().isThrownBy(sink::flush).withMessage("Object not written: prefix/a");
      assertThatIOException()
          .isThrownBy(() -> sink.put("b", content()))
          .withMessage("Object not written: prefix/a");
    }
    assertThat(s3.calls).isEqualTo(1);
  }
}
