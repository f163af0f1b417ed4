package dev.refloat.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.EventRule;
import dev.refloat.local.template.QueueSource;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventBusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BlockingQueue<JsonNode> SEEN = new LinkedBlockingQueue<>();
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  private static final List<Duration> DELAYS =
      List.of(Duration.ofMillis(10), Duration.ofMillis(10));

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";

  @TempDir Path directory;

  /** Fails as often as it is told, then takes the event. */
  public static final class Target implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JsonNode event = JSON.readTree(input);
      SEEN.add(event);
      if (FAILURES_LEFT.getAndDecrement() > 0) {
        throw new IllegalStateException("not now");
      }
      output.write('1');
    }
  }

  @BeforeEach
  void nothingSeen() {
    SEEN.clear();
    FAILURES_LEFT.set(0);
  }

  private EventBus bus(String target) throws IOException {
    LambdaHost lambda =
        new LambdaHost(
            List.of(Handlers.function("target", Target.class, Duration.ofSeconds(10))),
            EventBusTest.class.getClassLoader(),
            () -> Map.of());
    EventRule rule =
        new EventRule("rule", JSON.readTree("{\"source\":[\"aws.s3\"]}"), List.of(target));
    return new EventBus(
        List.of(rule), List.of(new QueueSource(QUEUE, "target")), lambda, directory, DELAYS);
  }

  private static JsonNode event(String id, String source) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("source", source)
        .put("time", "2026-05-01T10:00:00Z");
  }

  private static String nextId() throws InterruptedException {
    JsonNode event = SEEN.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event.get("id").textValue();
  }

  private void awaitNothingKept() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!new PendingEvents(directory).left().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(new PendingEvents(directory).left()).isEmpty();
  }

  @Test
  void anEventThatMatchesReachesItsTarget() throws Exception {
    try (EventBus bus = bus("arn:aws:lambda:us-east-1:000000000000:function:target:live")) {
      bus.publish(event("1", "aws.states"));
      bus.publish(event("2", "aws.s3"));
      assertThat(nextId()).isEqualTo("2");
      awaitNothingKept();
    }
    assertThat(SEEN).isEmpty();
  }

  @Test
  void aTargetThatFailsIsTriedAgain() throws Exception {
    FAILURES_LEFT.set(2);
    try (EventBus bus = bus("target")) {
      bus.publish(event("1", "aws.s3"));
      assertThat(List.of(nextId(), nextId(), nextId())).containsOnly("1");
      awaitNothingKept();
    }
    assertThat(SEEN).isEmpty();
  }

  @Test
  void afterTheLastTryAnEventIsGivenUp() throws Exception {
    FAILURES_LEFT.set(100);
    try (EventBus bus = bus("target")) {
      bus.publish(event("1", "aws.s3"));
      awaitNothingKept();
    }
    assertThat(SEEN).hasSize(3);
  }

  @Test
  void whatAnEarlierProcessLeftIsDelivered() throws Exception {
    new PendingEvents(directory).add(event("left", "aws.s3"));
    Files.writeString(directory.resolve("torn.json.new"), "{\"id\":");
    try (EventBus bus = bus("target")) {
      bus.start();
      assertThat(nextId()).isEqualTo("left");
      awaitNothingKept();
    }
  }

  @Test
  void whatGoesIntoAQueueReachesTheFunctionThatReadsItAsAMessage() throws Exception {
    FAILURES_LEFT.set(1);
    try (EventBus bus = bus(QUEUE)) {
      JsonNode event = event("1", "aws.s3");
      bus.publish(event);
      for (String tries : List.of("1", "2")) {
        JsonNode message = SEEN.poll(10, TimeUnit.SECONDS).path("Records").path(0);
        assertThat(JSON.readTree(message.path("body").textValue())).isEqualTo(event);
        assertThat(message.path("eventSourceARN").textValue()).isEqualTo(QUEUE);
        assertThat(message.at("/attributes/ApproximateReceiveCount").textValue()).isEqualTo(tries);
        assertThat(message.at("/attributes/SentTimestamp").textValue()).isEqualTo("1777629600000");
        assertThat(message.path("md5OfBody").textValue())
            .isEqualTo("a105d29ebfbf9ad7709603bb2a05d8a4");
      }
      awaitNothingKept();
    }
  }

  @Test
  void aTargetThatIsNeitherFunctionNorQueueThatOneReadsIsRefused() {
    assertThatThrownBy(() -> bus("arn:aws:sqs:us-east-1:000000000000:other"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("is no function of the template");
  }
}
