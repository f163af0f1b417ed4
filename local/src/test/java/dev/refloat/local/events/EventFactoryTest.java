package dev.refloat.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.s3.ObjectCreated;
import dev.refloat.local.s3.ObjectDeleted;
import dev.refloat.local.states.ExecutionStatusChange;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class EventFactoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final EventFactory factory =
      new EventFactory(
          "us-east-1",
          "000000000000",
          Clock.fixed(Instant.parse("2021-11-12T00:00:00.5Z"), ZoneOffset.UTC));

  /** The event with what is random taken out. */
  private static JsonNode plain(ObjectNode event) throws IOException {
    ObjectNode copy = (ObjectNode) JSON.readTree(event.toString());
    assertThat(copy.remove("id").textValue()).hasSize(36);
    ObjectNode detail = (ObjectNode) copy.get("detail");
    detail.remove("request-id");
    if (detail.has("object")) {
      ((ObjectNode) detail.get("object")).remove("sequencer");
    }
    return copy;
  }

  @Test
  void objectCreatedHasTheDocumentedShape() throws IOException {
    ObjectCreated created =
        new ObjectCreated(
            "bucket1", "a/key", 5, "\"b1946ac92492d2347c6235b4d2611184\"", "PutObject");
    assertThat(plain(factory.objectChanged(created)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0", "detail-type": "Object Created", "source": "aws.s3", "account": "000000000000",
                  "time": "2021-11-12T00:00:00Z", "region": "us-east-1", "resources": ["arn:aws:s3:::bucket1"],
                  "detail": {
                    "version": "0", "bucket": {"name": "bucket1"},
                    "object": {"key": "a/key", "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184"},
                    "requester": "000000000000", "source-ip-address": "127.0.0.1", "reason": "PutObject"
                  }
                }
                """));
  }

  @Test
  void objectDeletedHasTheDocumentedShape() throws IOException {
    assertThat(plain(factory.objectChanged(new ObjectDeleted("bucket1", "a/key"))))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0", "detail-type": "Object Deleted", "source": "aws.s3", "account": "000000000000",
                  "time": "2021-11-12T00:00:00Z", "region": "us-east-1", "resources": ["arn:aws:s3:::bucket1"],
                  "detail": {
                    "version": "0", "bucket": {"name": "bucket1"}, "object": {"key": "a/key"},
                    "requester": "000000000000", "source-ip-address": "127.0.0.1", "reason": "DeleteObject",
                    "deletion-type": "Permanently Deleted"
                  }
                }
                """));
  }

  @Test
  void sequencersGrow() {
    ObjectCreated created = new ObjectCreated("b", "k", 1, "e", "PutObject");
    String first = factory.objectChanged(created).at("/detail/object/sequencer").textValue();
    assertThat(factory.objectChanged(created).at("/detail/object/sequencer").textValue())
        .isGreaterThan(first);
  }

  private static ExecutionStatusChange failed(String input) {
    return new ExecutionStatusChange(
        "arn:e",
        "arn:m",
        "job-1",
        "FAILED",
        Instant.ofEpochMilli(1551225146847L),
        Instant.ofEpochMilli(1551225151881L),
        input,
        null,
        "States.TaskFailed",
        "because");
  }

  @Test
  void aStatusChangeHasTheDocumentedShape() throws IOException {
    assertThat(plain(factory.statusChange(failed("{}"))))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0", "detail-type": "Step Functions Execution Status Change", "source": "aws.states",
                  "account": "000000000000", "time": "2021-11-12T00:00:00Z", "region": "us-east-1", "resources": ["arn:e"],
                  "detail": {
                    "executionArn": "arn:e", "stateMachineArn": "arn:m", "name": "job-1", "status": "FAILED",
                    "startDate": 1551225146847, "stopDate": 1551225151881,
                    "input": "{}", "inputDetails": {"included": true}, "output": null, "outputDetails": null,
                    "stateMachineVersionArn": null, "stateMachineAliasArn": null,
                    "error": "States.TaskFailed", "cause": "because"
                  }
                }
                """));
  }

  @Test
  void longInputIsLeftOutAndThatIsSaid() {
    ObjectNode event = factory.statusChange(failed("x".repeat(248 * 1024 + 1)));
    assertThat(event.at("/detail/input").isNull()).isTrue();
    assertThat(event.at("/detail/inputDetails/included").booleanValue()).isFalse();
  }
}
