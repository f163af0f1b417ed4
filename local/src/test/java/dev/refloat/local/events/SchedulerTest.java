package dev.refloat.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BlockingQueue<JsonNode> SEEN = new LinkedBlockingQueue<>();

  /** Fails each time: the next call comes all the same. */
  public static final class Target implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      SEEN.add(JSON.readTree(input));
      throw new IllegalStateException("not now");
    }
  }

  @BeforeEach
  void nothingSeen() {
    SEEN.clear();
  }

  private static Scheduler scheduler(Duration period) {
    var lambda =
        new LambdaHost(
            List.of(Handlers.function("target", Target.class, Duration.ofSeconds(10))),
            SchedulerTest.class.getClassLoader(),
            () -> Map.of());
    var schedule =
        new Schedule("often", "arn:aws:lambda:us-east-1:000000000000:function:target:live", period);
    return new Scheduler(
        List.of(schedule),
        lambda,
        new EventFactory("us-east-1", "000000000000", Clock.systemUTC()));
  }

  @Test
  void callsAgainAndAgain() throws InterruptedException {
    try (Scheduler scheduler = scheduler(Duration.ofMillis(20))) {
      scheduler.start();
      for (int i = 0; i < 3; i++) {
        JsonNode event = SEEN.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("resources").path(0).asText()).endsWith(":schedule/default/often");
      }
    }
  }

  @Test
  void thoseWithAShorterPeriodCanBeCalledAtOnce() throws InterruptedException {
    try (Scheduler scheduler = scheduler(Duration.ofDays(1))) {
      scheduler.callAll(Duration.ofHours(23));
      assertThat(SEEN).isEmpty();
      scheduler.callAll(Duration.ofDays(1));
      assertThat(SEEN).hasSize(1);
    }
  }

  @Test
  void theFirstCallComesAfterOnePeriodAndNoneAfterTheEnd() throws InterruptedException {
    try (Scheduler scheduler = scheduler(Duration.ofHours(1))) {
      scheduler.start();
      assertThat(SEEN.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
    assertThat(SEEN).isEmpty();
  }
}
