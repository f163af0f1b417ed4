package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Handlers for processes, which have nothing but these classes and the JDK. */
final class ProcessHandlers {
  private ProcessHandlers() {}

  /** Does what the input says, and answers with its process. */
  public static final class Obedient implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      String[] order =
          new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "").split(" ", 2);
      switch (order[0]) {
        case "sleep" -> sleep(Long.parseLong(order[1]));
        case "throw" -> throw new IllegalStateException("no plan", new IOException("no meta"));
        case "exit" -> System.exit(Integer.parseInt(order[1]));
        case "die" -> throw new OutOfMemoryError("made up");
        case "large" -> output.write(new byte[Integer.parseInt(order[1])]);
        case "variable" -> write(output, System.getenv(order[1]));
        case "memory" -> write(output, Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        case "context" ->
            write(
                output,
                String.join(
                    " ",
                    context.getFunctionName(),
                    context.getInvokedFunctionArn(),
                    Integer.toString(context.getMemoryLimitInMB()),
                    Boolean.toString(context.getRemainingTimeInMillis() > 1000)));
        default -> write(output, Long.toString(ProcessHandle.current().pid()));
      }
    }

    private static void sleep(long millis) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void write(OutputStream output, String text) throws IOException {
      output.write(('"' + text + '"').getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Cannot be made. */
  public static final class Unmakeable implements RequestStreamHandler {
    public Unmakeable() {
      throw new IllegalArgumentException("setting JOBS is missing");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }

  /** Ends its process before it can be called. */
  public static final class Ending implements RequestStreamHandler {
    public Ending() {
      System.exit(3);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }
}
