package dev.refloat.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.events.EventPattern;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaException;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.StreamSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a function the changes that its patterns let through. Where it fails, or names the first
 * change that it did not take, the rest is told again from there; after the last try that change is
 * logged as an error and given up, where AWS would put it into a dead-letter queue.
 */
final class StreamTarget implements StreamReader.Taker {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTarget.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StreamSource source;
  private final List<EventPattern> patterns;
  private final LambdaHost lambda;
  private final List<Duration> delays;

  /**
   * @param delays before the second and each further try
   */
  StreamTarget(StreamSource source, LambdaHost lambda, List<Duration> delays) {
    this.source = source;
    this.patterns =
        source.patterns().stream()
            .map(pattern -> new EventPattern(pattern, "Event source " + source.name()))
            .toList();
    this.lambda = lambda;
    this.delays = List.copyOf(delays);
  }

  @Override
  public void take(List<ObjectNode> records) throws InterruptedException {
    List<ObjectNode> wanted = records.stream().filter(this::isWanted).toList();
    for (int from = 0; from < wanted.size(); from += source.batchSize()) {
      tell(wanted.subList(from, Math.min(wanted.size(), from + source.batchSize())));
    }
  }

  private boolean isWanted(JsonNode record) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(record));
  }

  private void tell(List<ObjectNode> batch) throws InterruptedException {
    int next = 0;
    int tries = 0;
    while (next < batch.size()) {
      int taken = call(batch.subList(next, batch.size()));
      next += taken;
      tries = taken > 0 ? 1 : tries + 1;
      if (next == batch.size()) {
        return;
      }
      if (tries > delays.size()) {
        LOG.atError()
            .addKeyValue("source", source.name())
            .addKeyValue("record", batch.get(next))
            .log("Change given up");
        next++;
        tries = 0;
      } else {
        Thread.sleep(delays.get(tries - 1));
      }
    }
  }

  /** How many of the batch, from its first on, were taken. */
  private int call(List<ObjectNode> batch) throws InterruptedException {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(batch);
    try {
      return switch (lambda.invoke(source.functionArn(), JSON.writeValueAsBytes(event))) {
        case Invocation.Answer answer -> taken(batch, JSON.readTree(answer.payload()));
        case Invocation.Failure failure -> {
          LOG.atWarn()
              .addKeyValue("source", source.name())
              .addKeyValue("detail", new String(failure.payload(), StandardCharsets.UTF_8))
              .log("Function failed on changes");
          yield 0;
        }
      };
    } catch (LambdaException | IOException e) {
      LOG.atWarn().addKeyValue("source", source.name()).setCause(e).log("Changes were not told");
      return 0;
    }
  }

  /** An answer that names nothing takes all. */
  private static int taken(List<ObjectNode> batch, JsonNode answer) {
    List<String> failed = answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    return IntStream.range(0, batch.size())
        .filter(i -> failed.contains(StreamReader.sequenceNumber(batch.get(i))))
        .findFirst()
        .orElse(batch.size());
  }
}
