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

  /**
   * Names and values, in the order of the report.
   *
   * @param data a directory of the disk that is used
   */
  public static Map<String, String> describe(Path data) throws IOException {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", field(CPUS, "model name").orElse(System.getProperty("os.arch")));
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("memory", memory());
    machine.put("file system", Files.getFileStore(data).type());
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put(
        "JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
    return machine;
  }

  private static String memory() throws IOException {
    return field(MEMORY, "MemTotal")
        .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
        .map(kib -> String.format(Locale.ROOT, "%.1f GiB", kib / 1024.0 / 1024.0))
        .orElse("unknown");
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
