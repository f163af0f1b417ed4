package dev.refloat.automation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads the files that ask for restores, and writes the results beside them. */
final class RequestFiles {
  private static final Logger log = LoggerFactory.getLogger(RequestFiles.class);

  private static final int MAX_BYTES = 1 << 20;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final S3Client s3;

  RequestFiles(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * What a file asks for.
   *
   * @throws Refused 96109 and 96191 where it cannot be read; 96153 where it is gone, or another
   *     file is there by now
   */
  TriggeredRestore read(RequestFile file) {
    byte[] bytes = bytes(file);
    try {
      if (READER.readTree(bytes) instanceof ObjectNode object) {
        return TriggeredRestore.read(object);
      }
      throw new Refused(
          ErrorCode.BODY_MALFORMED, "The file is no JSON object: it must begin with {.");
    } catch (JsonProcessingException e) {
      throw new Refused(ErrorCode.BODY_MALFORMED, "The file is not JSON, or has a field twice.", e);
    } catch (IOException e) {
      throw new Refused(ErrorCode.BODY_MALFORMED, "The file is not UTF-8 text.", e);
    }
  }

  private byte[] bytes(RequestFile file) {
    try (var object =
        s3.getObject(
            r -> r.bucket(file.bucket()).key(file.key()).ifMatch("\"" + file.eTag() + "\""))) {
      if (object.response().contentLength() > MAX_BYTES) {
        throw new Refused(ErrorCode.BODY_TOO_LARGE, "The file is larger than 1 MiB.");
      }
      return object.readAllBytes();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == CHANGED) {
        throw new Refused(
            ErrorCode.FIRING_SUPERSEDED,
            "The file is gone, or another one is in its place: what it asked for is not done.",
            e);
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says which job does what a file asks for. */
  void answer(RequestFile file, String jobId, String clusterId) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", 0);
    answer.putObject("data").put("jobId", jobId).put("clusterId", clusterId);
    put(file, answer);
  }

  /** Says why nothing is done. */
  void refuse(RequestFile file, int code, String message) {
    put(file, JsonNodeFactory.instance.objectNode().put("code", code).put("message", message));
  }

  private void put(RequestFile file, JsonNode answer) {
    s3.putObject(
        r -> r.bucket(file.bucket()).key(file.resultKey()).contentType("application/json").build(),
        RequestBody.fromBytes(Json.bytes(answer)));
    log.atInfo()
        .addKeyValue("key", file.key())
        .addKeyValue("code", answer.path("code").asInt())
        .log("Request file is answered");
  }
}
