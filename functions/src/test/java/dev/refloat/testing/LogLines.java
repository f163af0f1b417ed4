package dev.refloat.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The lines that the function's own logging configuration writes while this is open. */
public final class LogLines implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final Capture capture;

  public LogLines() {
    capture = new Capture(requireNonNull(root.getAppenders().get("stdout")));
    capture.start();
    root.addAppender(capture);
  }

  public String text() {
    return String.join("", lines);
  }

  /** Ours only: in tests the servers log in this JVM too. */
  public List<JsonNode> json() {
    return lines.stream()
        .map(Json::tree)
        .filter(line -> line.path("logger").asText().startsWith("dev.refloat."))
        .toList();
  }

  @Override
  public void close() {
    root.removeAppender(capture);
    capture.stop();
  }

  private final class Capture extends AbstractAppender {
    Capture(Appender original) {
      super("capture", null, original.getLayout(), false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(new String(getLayout().toByteArray(event), UTF_8));
    }
  }
}
