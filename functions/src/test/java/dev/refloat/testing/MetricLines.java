package dev.refloat.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The measures that are written, as the functions' own logging configuration writes them. */
public final class MetricLines implements AutoCloseable {
  public static final Map<String, String> NAMESPACE = Map.of("METRICS_NAMESPACE", "Test");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LogManager.getLogger("dev.refloat.metrics");
  private final Capture capture =
      new Capture(logger.getContext().getConfiguration().getAppender("metrics"));

  public MetricLines() {
    capture.start();
    logger.addAppender(capture);
  }

  public List<JsonNode> json() {
    return lines.stream().map(Json::tree).toList();
  }

  /** The values of a measure, in the order in which they were written. */
  public List<Long> values(String name) {
    return json().stream()
        .filter(line -> line.has(name))
        .map(line -> line.path(name).longValue())
        .toList();
  }

  @Override
  public void close() {
    logger.removeAppender(capture);
    capture.stop();
  }

  private final class Capture extends AbstractAppender {
    Capture(Appender original) {
      super("capture-metrics", null, original.getLayout(), false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(new String(getLayout().toByteArray(event), UTF_8));
    }
  }
}
