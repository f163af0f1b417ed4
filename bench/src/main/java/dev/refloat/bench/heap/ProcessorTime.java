package dev.refloat.bench.heap;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processor time of a process since its start, of all its threads: those of the compiler and of
 * the collector too.
 */
public record ProcessorTime(Duration time) {
  private static final Pattern LINE = Pattern.compile("processor nanoseconds=(\\d+)");

  static ProcessorTime ofThisProcess() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessorTime(Duration.ofNanos(system.getProcessCpuTime()));
  }

  /**
   * Finds the line in what a process wrote.
   *
   * @throws IllegalArgumentException where it is not there
   */
  public static ProcessorTime parse(String output) {
    Matcher matcher = LINE.matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException("The line of the processor time is not there");
    }
    return new ProcessorTime(Duration.ofNanos(Long.parseLong(matcher.group(1))));
  }

  /** The line that {@link #parse} finds. */
  @Override
  public String toString() {
    return "processor nanoseconds=" + time.toNanos();
  }
}
