package dev.refloat.local.lambda;

import dev.refloat.local.template.FunctionResource;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lambda's managed Java runtime: how it starts the JVM, and what it adds to a function's
 * environment. The options are those of the runtime's start script; that it stops at the first
 * compiler, but for functions that start from a snapshot, says the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Lambda Developer
 * Guide</a>.
 */
public final class JavaRuntime {
  /** Main class of AWS's runtime interface client. */
  public static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** Has the hooks of {@code org.crac} called by the client. */
  public static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  /** Of the function's memory, for the heap. */
  private static final double HEAP_SHARE = 0.85;

  private static final String START = "AWS_LAMBDA_INITIALIZATION_TYPE";

  private JavaRuntime() {}

  /** The JVM that this process has. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Starts a function.
   *
   * @param jars of the runtime; the function's own code is in the working directory
   * @param more options, which have the last word
   */
  static List<String> command(FunctionResource function, List<Path> jars, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-XX:MaxHeapSize=" + (long) (function.memoryMiB() * HEAP_SHARE * 1024) + "k");
    command.add("-XX:+UseSerialGC");
    if (!function.snapStart()) {
      command.add("-XX:+TieredCompilation");
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add(HOOKS);
    command.addAll(more);
    command.add("-classpath");
    command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    command.add(function.handler());
    return command;
  }

  /**
   * All of a function's environment.
   *
   * @param own what the template and the account say
   * @param taskRoot where the function's code is
   */
  static Map<String, String> environment(
      FunctionResource function, Map<String, String> own, Path taskRoot, String runtimeApi) {
    Map<String, String> environment = new LinkedHashMap<>(own);
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("_HANDLER", function.handler());
    environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    environment.put(START, function.snapStart() ? "snap-start" : "on-demand");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return environment;
  }
}
