package dev.refloat.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Processor time of this JVM, where the server and Refloat run, and of the programs that it had
 * run. Unlike a time by the clock it hardly depends on what else the machine does.
 */
final class CpuTime {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** Of cutime and cstime behind the name in brackets, which may have spaces. */
  private static final int CHILDREN_USER = 13;

  /** The unit of that file: USER_HZ, which is 100 on every Linux. */
  private static final long TICK_NANOS = 10_000_000;

  private CpuTime() {}

  /** Since the start of the JVM, with that of every program that has ended. */
  static Duration now() throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long programs = Files.isReadable(STAT) ? children(Files.readString(STAT)) : 0;
    return Duration.ofNanos(system.getProcessCpuTime() + programs);
  }

  /** Nanoseconds of the programs, from the content of the file. */
  static long children(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return TICK_NANOS
        * (Long.parseLong(fields.get(CHILDREN_USER))
            + Long.parseLong(fields.get(CHILDREN_USER + 1)));
  }
}
