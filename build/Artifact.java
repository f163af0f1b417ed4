import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Checks what is deployed: prints the artifact's size, and ends with 1 where something is in it that has no business there
 * or where it is larger than it may be.
 *
 * <p>Arguments: the artifact.
 */
final class Artifact {
  /** A tenth more than it has; who needs more raises this, and sees by how much. */
  private static final long MOST_BYTES = 29_000_000;

  /** Lambda's limit of an unpacked artifact. */
  private static final long MOST_UNPACKED = 250L << 20;

  private static final List<Unwanted> UNWANTED =
      List.of(
          new Unwanted("dev/refloat/local/", "the local stack"),
          new Unwanted("dev/refloat/bench/", "the benchmarks"),
          new Unwanted("dev/refloat/e2e/", "tests"),
          new Unwanted("dev/refloat/testing/", "tests"),
          new Unwanted("org/junit/", "a test library"),
          new Unwanted("org/assertj/", "a test library"),
          new Unwanted("com/amazonaws/services/dynamodbv2/local/", "DynamoDB Local"),
          new Unwanted("com/amazonaws/services/lambda/runtime/api/client/", "the runtime that Lambda brings"),
          new Unwanted("io/netty/", "an HTTP client that no function uses"),
          new Unwanted("software/amazon/awssdk/http/nio/", "an HTTP client that no function uses"),
          new Unwanted("software/amazon/awssdk/http/apache/", "an HTTP client that no function uses"),
          new Unwanted("software/amazon/awssdk/http/crt/", "an HTTP client that no function uses"),
          new Unwanted("org/apache/http/", "an HTTP client that no function uses"),
          new Unwanted("org/joda/", "times of events that no function gets"),
          new Unwanted("ch/qos/logback/", "a second logger"));

  private Artifact() {}

  private record Unwanted(String prefix, String what) {}

  public static void main(String[] arguments) throws IOException {
    Path artifact = Path.of(arguments[0]);
    List<String> findings = new ArrayList<>();
    long size = Files.size(artifact);
    long unpacked = 0;
    var modules = new TreeMap<String, Long>();
    try (var zip = new ZipFile(artifact.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        unpacked += entry.getSize();
        modules.merge(module(entry.getName()), entry.getCompressedSize(), Long::sum);
        for (Unwanted unwanted : UNWANTED) {
          if (entry.getName().startsWith(unwanted.prefix()) && !entry.isDirectory()) {
            findings.add(unwanted.what() + " is in it: " + unwanted.prefix());
          }
        }
        if (entry.getName().startsWith("dev/refloat/") && entry.getName().endsWith("Test.class")) {
          findings.add("a test is in it: " + entry.getName());
        }
      }
    }
    if (size > MOST_BYTES) {
      findings.add("it has more than " + megabytes(MOST_BYTES));
    }
    if (unpacked > MOST_UNPACKED) {
      findings.add("unpacked it has more than Lambda takes, " + megabytes(MOST_UNPACKED));
    }
    System.out.println(
        artifact.getFileName() + ": " + megabytes(size) + ", unpacked " + megabytes(unpacked) + "; " + largest(modules));
    findings.stream().distinct().forEach(finding -> System.err.println(artifact.getFileName() + ": " + finding));
    if (!findings.isEmpty()) {
      System.exit(1);
    }
  }

  /** Of whom an entry is: the SDK's services each by its name, others by the first two parts of their package. */
  private static String module(String entry) {
    String[] parts = entry.split("/");
    if (entry.startsWith("software/amazon/awssdk/services/") && parts.length > 4) {
      return parts[4];
    }
    if (entry.startsWith("software/amazon/awssdk/")) {
      return "awssdk";
    }
    return parts.length > 2 ? parts[1] : "others";
  }

  private static String largest(TreeMap<String, Long> modules) {
    return modules.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .limit(8)
        .map(module -> module.getKey() + " " + megabytes(module.getValue()))
        .reduce((all, next) -> all + ", " + next)
        .orElse("nothing in it");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
