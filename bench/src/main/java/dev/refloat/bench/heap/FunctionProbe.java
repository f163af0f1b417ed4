package dev.refloat.bench.heap;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Runs a handler as Lambda does, one call after the other in a JVM that has the artifact and
 * nothing else on its class path, and tells the heap and the processor time that it took.
 *
 * <p>Arguments: the handler's class, a file with the payload of a call on each line. The
 * environment is the function's. Standard output ends with the lines of a {@link HeapPeak} and of a
 * {@link ProcessorTime}.
 */
public final class FunctionProbe {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private FunctionProbe() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    // The function logs to standard output.
    PrintStream out = System.out;
    System.setOut(System.err);
    try (var watch = new HeapWatch()) {
      RequestStreamHandler handler =
          Class.forName(arguments[0])
              .asSubclass(RequestStreamHandler.class)
              .getConstructor()
              .newInstance();
      for (String payload : Files.readAllLines(Path.of(arguments[1]))) {
        var answer = new ByteArrayOutputStream();
        handler.handleRequest(
            new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, context());
      }
      out.println(watch.peak());
      out.println(ProcessorTime.ofThisProcess());
    }
    // Not waiting for threads of the pool, which Lambda freezes.
    System.exit(0);
  }

  private static Context context() {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    String requestId = UUID.randomUUID().toString();
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" ->
                      (int) Duration.ofNanos(end - System.nanoTime()).toMillis();
                  case "getAwsRequestId" -> requestId;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
