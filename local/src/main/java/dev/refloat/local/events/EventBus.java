package dev.refloat.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaException;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.EventRule;
import dev.refloat.local.template.QueueSource;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default event bus: delivers an event to every target of every rule that matches it, at least
 * once.
 *
 * <p>An event is on disk before {@link #publish} returns, and tried again after a failure, a stop
 * and a crash. After the last try it is logged as an error and given up, where AWS would put it
 * into a dead-letter queue.
 */
public final class EventBus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long a stop waits for deliveries that run; the rest is delivered after the next start. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);

  private final List<Rule> rules;
  private final LambdaHost lambda;
  private final PendingEvents pending;
  private final List<Duration> delays;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private record Rule(EventPattern pattern, List<Target> targets) {}

  /**
   * Who gets the event.
   *
   * @param queueArn where a queue stands before the function; empty where none does
   */
  private record Target(String functionArn, Optional<String> queueArn) {}

  /**
   * Reads the rules; nothing is delivered before {@link #start}.
   *
   * @param queues which function gets the messages of which queue
   * @param directory keeps what is not delivered yet
   * @param delays before the second and each further try
   * @throws TemplateException where a pattern is not understood, or a target is no function of the
   *     template and no queue that one reads
   */
  public EventBus(
      List<EventRule> rules,
      List<QueueSource> queues,
      LambdaHost lambda,
      Path directory,
      List<Duration> delays)
      throws IOException {
    this.rules =
        rules.stream()
            .map(
                rule ->
                    new Rule(
                        new EventPattern(rule.pattern(), "Rule " + rule.name()),
                        targets(rule, queues, lambda)))
            .toList();
    this.lambda = lambda;
    this.pending = new PendingEvents(directory);
    this.delays = List.copyOf(delays);
  }

  /** Delivers what an earlier process left. */
  public void start() {
    pending.left().forEach(event -> threads.execute(() -> deliver(event)));
  }

  /** Takes an event; it is delivered on another thread, and after a stop at the next start. */
  public void publish(JsonNode event) {
    if (rules.stream().anyMatch(rule -> rule.pattern().matches(event))) {
      pending.add(event);
      try {
        threads.execute(() -> deliver(event));
      } catch (RejectedExecutionException e) {
        LOG.atInfo()
            .addKeyValue("eventId", event.path("id").asText())
            .log("Event kept for the next start");
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(JsonNode event) {
    try {
      for (Rule rule : rules) {
        if (rule.pattern().matches(event)) {
          for (Target target : rule.targets()) {
            deliver(event, target);
          }
        }
      }
      pending.remove(event);
    } catch (InterruptedException e) {
      // The bus stops: the file stays, and the event is delivered after the next start.
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(JsonNode event, Target target) throws InterruptedException {
    for (int tries = 1; !taken(event, target, tries); tries++) {
      if (tries > delays.size()) {
        LOG.atError()
            .addKeyValue("target", target)
            .addKeyValue("event", event)
            .log("Event given up");
        return;
      }
      Thread.sleep(delays.get(tries - 1));
    }
  }

  private boolean taken(JsonNode event, Target target, int tries) throws InterruptedException {
    try {
      JsonNode payload =
          target.queueArn().isPresent()
              ? QueueMessages.one(event, target.queueArn().get(), tries)
              : event;
      return switch (lambda.invoke(target.functionArn(), JSON.writeValueAsBytes(payload))) {
        case Invocation.Answer answer -> true;
        case Invocation.Failure failure -> {
          LOG.atWarn()
              .addKeyValue("target", target)
              .addKeyValue("eventId", event.path("id").asText())
              .addKeyValue("detail", new String(failure.payload(), StandardCharsets.UTF_8))
              .log("Target failed on an event");
          yield false;
        }
      };
    } catch (LambdaException e) {
      LOG.atWarn().addKeyValue("target", target).setCause(e).log("Target could not be called");
      return false;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }

  private static List<Target> targets(EventRule rule, List<QueueSource> queues, LambdaHost lambda) {
    return rule.targetArns().stream().map(arn -> target(rule, arn, queues, lambda)).toList();
  }

  private static Target target(
      EventRule rule, String arn, List<QueueSource> queues, LambdaHost lambda) {
    if (lambda.knows(arn)) {
      return new Target(arn, Optional.empty());
    }
    return queues.stream()
        .filter(queue -> queue.queueArn().equals(arn))
        .findFirst()
        .map(queue -> new Target(queue.functionArn(), Optional.of(arn)))
        .orElseThrow(
            () ->
                new TemplateException(
                    "Rule " + rule.name(),
                    "the target "
                        + arn
                        + " is no function of the template and no queue that one reads"));
  }
}
