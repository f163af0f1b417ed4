package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WakeUpTest {
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  private boolean is(String event) throws IOException {
    JsonNode tree = Json.read(event.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    boolean answered = WakeUp.answered(tree, answer);
    assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo(answered ? "{}" : "");
    return answered;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"source": "aws.scheduler", "detail-type": "Scheduled Event", "detail": "{}"}
        """,
        """
        {"source": "aws.states", "detail-type": "Step Functions Execution Status Change"}
        """,
        """
        {"source": "refloat.restores", "detail-type": "Function Needed"}
        """
      })
  void whatASchedulerAnExecutionOrAPlanSendsIsOne(String event) throws IOException {
    assertThat(is(event)).isTrue();
  }

  @Test
  void anInputOfAStateIsNoneWhateverItsSourceIsCalled() throws IOException {
    assertThat(is("{\"jobId\": \"job-1\", \"source\": \"aws.states\"}")).isFalse();
  }

  @Test
  void aCallOfTheApiIsNoneWhateverItsBodySays() throws IOException {
    assertThat(
            is(
                """
                {"version": "2.0", "routeKey": "POST /v2/restoreTriggers",
                 "body": "{\\"source\\": \\"aws.states\\", \\"detail-type\\": \\"x\\"}"}
                """))
        .isFalse();
  }

  @Test
  void anEventOfAnotherSourceIsNone() throws IOException {
    assertThat(is("{\"source\": \"aws.s3\", \"detail-type\": \"Object Created\"}")).isFalse();
  }
}
