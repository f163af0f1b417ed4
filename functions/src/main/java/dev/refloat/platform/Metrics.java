package dev.refloat.platform;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures for CloudWatch, as lines of its embedded metric format in the log.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">The
 *     format</a>
 */
public final class Metrics {
  /** Its messages are whole lines: {@code log4j2.xml} has an appender for it that adds nothing. */
  static final String LOGGER = "dev.refloat.metrics";

  private static final Logger lines = LoggerFactory.getLogger(LOGGER);

  private final Optional<String> namespace;
  private final InstantSource clock;

  /** In CloudWatch's words. */
  public enum Unit {
    COUNT("Count"),
    BYTES("Bytes"),
    SECONDS("Seconds");

    private final String name;

    Unit(String name) {
      this.name = name;
    }
  }

  /** One measure. */
  public record Measure(String name, Unit unit, long value) {}

  /**
   * Of the function whose settings these are: {@code METRICS_NAMESPACE} says where its measures
   * are; without it none are written.
   */
  public Metrics(Settings settings, InstantSource clock) {
    this.namespace = settings.find("METRICS_NAMESPACE");
    this.clock = clock;
  }

  /**
   * Writes measures.
   *
   * @param dimensions CloudWatch keeps and bills a measure of its own for each value of them, so
   *     none has many
   */
  public void put(Map<String, String> dimensions, List<Measure> measures) {
    namespace.ifPresent(name -> lines.info(Json.text(line(name, dimensions, measures))));
  }

  private Map<String, Object> line(
      String name, Map<String, String> dimensions, List<Measure> measures) {
    var directive = new LinkedHashMap<String, Object>();
    directive.put("Namespace", name);
    directive.put("Dimensions", List.of(dimensions.keySet()));
    directive.put(
        "Metrics",
        measures.stream()
            .map(measure -> Map.of("Name", measure.name(), "Unit", measure.unit().name))
            .toList());
    var line = new LinkedHashMap<String, Object>();
    line.put("_aws", Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", List.of(directive)));
    line.putAll(dimensions);
    measures.forEach(measure -> line.put(measure.name(), measure.value()));
    return line;
  }
}
