package dev.refloat.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the numbers were taken on. */
public final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machine() {}

  /** Names and values, in the order of the report. */
  public static Map<String, String> describe() throws IOException {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", field(CPUS, "model name").orElse(System.getProperty("os.arch")));
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("memory", memory());
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put(
        "JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
    return machine;
  }

  private static String memory() throws IOException {
    return kibibytes("MemTotal")
        .map(kib -> String.format(Locale.ROOT, "%.1f GiB", kib / 1024.0 / 1024.0))
        .orElse("unknown");
  }

  /** Memory that nobody uses, or that its user can do without at once; 0 where that is not told. */
  public static long availableBytes() throws IOException {
    return kibibytes("MemAvailable").orElse(0L) * 1024;
  }

  private static Optional<Long> kibibytes(String name) throws IOException {
    return field(MEMORY, name).map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")));
  }

  /** Of Linux; elsewhere there is no such file. */
  static Optional<String> field(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
