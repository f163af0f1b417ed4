package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.FunctionResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Small handlers for the tests, loaded by name. */
public final class Handlers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Handlers() {}

  /** A function of the template with one of these handlers. */
  public static FunctionResource function(String name, Class<?> handler, Duration timeout) {
    return new FunctionResource(
        name,
        name,
        "arn:aws:lambda:us-east-1:000000000000:function:" + name,
        handler.getName(),
        Map.of("OWN", "own-value"),
        timeout,
        256,
        OptionalInt.empty(),
        false);
  }

  /** Answers what it got. */
  public static final class Echo implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      input.transferTo(output);
    }
  }

  /** Takes a moment, and remembers how many calls it ever had at once. */
  public static final class Crowded implements RequestStreamHandler {
    static final AtomicInteger MOST = new AtomicInteger();
    private static final AtomicInteger NOW = new AtomicInteger();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        NOW.decrementAndGet();
      }
      output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers its environment and what the context says. */
  public static final class Surroundings implements RequestStreamHandler {
    private final Map<String, String> environment;

    public Surroundings(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JSON.writeValue(
          output,
          Map.of(
              "environment", environment,
              "function", context.getFunctionName(),
              "remaining", context.getRemainingTimeInMillis(),
              "memory", context.getMemoryLimitInMB()));
    }
  }

  /** Throws, with a cause. */
  public static final class Throwing implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
      throw new IllegalStateException("no plan", new IOException("no meta"));
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

  /** Sleeps for the number of milliseconds it gets, then answers which instance it is. */
  public static final class Slow implements RequestStreamHandler {
    static final AtomicInteger INSTANCES = new AtomicInteger();
    static volatile CountDownLatch interrupted = new CountDownLatch(1);
    private final int number = INSTANCES.incrementAndGet();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      try {
        TimeUnit.MILLISECONDS.sleep(
            Long.parseLong(new String(input.readAllBytes(), StandardCharsets.UTF_8)));
        output.write(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        interrupted.countDown();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Answers as many bytes as it is told. */
  public static final class Large implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      output.write(
          new byte[Integer.parseInt(new String(input.readAllBytes(), StandardCharsets.UTF_8))]);
    }
  }

  /** Allows {@code Bearer good}, denies {@code Bearer bad}, fails on {@code Bearer broken}. */
  public static final class KeyAuthorizer implements RequestStreamHandler {
    public static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      CALLS.incrementAndGet();
      String key = JSON.readTree(input).path("headers").path("authorization").asText();
      switch (key) {
        case "Bearer good" ->
            JSON.writeValue(
                output, Map.of("isAuthorized", true, "context", Map.of("principal", "alice")));
        case "Bearer broken" -> throw new IllegalStateException("store unreachable");
        default -> JSON.writeValue(output, Map.of("isAuthorized", false));
      }
    }
  }

  /** No stream handler. */
  public static final class NoHandler {}

  /** Has no constructor that Lambda could call. */
  public static final class NoConstructor implements RequestStreamHandler {
    public NoConstructor(String unused) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }
}
