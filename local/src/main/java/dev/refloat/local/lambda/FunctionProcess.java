package dev.refloat.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A function's code in a process of its own, under a runtime that speaks to a {@link RuntimeApi}.
 * One call at a time.
 */
public final class FunctionProcess implements AutoCloseable {
  /**
   * Lambda gives 10 seconds to a function that starts on demand, on a processor of its own. Here
   * many can start at once on few.
   */
  private static final Duration INIT = Duration.ofMinutes(1);

  private final RuntimeApi api;
  private final Process process;
  private final String functionArn;

  private FunctionProcess(RuntimeApi api, Process process, String functionArn) {
    this.api = api;
    this.process = process;
    this.functionArn = functionArn;
  }

  /**
   * How to start one.
   *
   * @param environment all of it, by the address of the Runtime API
   * @param directory in which it works
   * @param log what it writes is appended there
   */
  public record Launch(
      String functionArn,
      List<String> command,
      Function<String, Map<String, String>> environment,
      Path directory,
      Path log) {
    public Launch {
      command = List.copyOf(command);
    }
  }

  /** Starts it and returns at once. */
  public static FunctionProcess start(Launch launch) {
    RuntimeApi api = null;
    try {
      api = RuntimeApi.start();
      ProcessBuilder builder =
          new ProcessBuilder(launch.command())
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
      // Of this process's own environment a function sees nothing.
      builder.environment().clear();
      builder.environment().putAll(launch.environment().apply(api.address()));
      return new FunctionProcess(api, builder.start(), launch.functionArn());
    } catch (IOException e) {
      if (api != null) {
        api.close();
      }
      throw new UncheckedIOException("A function's process could not be started", e);
    }
  }

  /**
   * Waits until a snapshot could be taken: of a process that is told that it starts from one, the
   * time between this and {@link #restore}.
   *
   * @throws InitFailed where the function's own code failed
   */
  public void awaitSnapshot() throws InterruptedException, InitFailed {
    await(api.snapshot());
  }

  /** Lets a process go on that waits to be restored. */
  public void restore() {
    api.restore();
  }

  /**
   * Waits until it can be called.
   *
   * @throws InitFailed where the function's own code failed
   */
  void awaitReady() throws InterruptedException, InitFailed {
    await(api.asked());
  }

  private void await(CompletableFuture<Void> state) throws InterruptedException, InitFailed {
    CompletableFuture<?> ended = process.onExit();
    try {
      CompletableFuture.anyOf(state, api.initError(), ended)
          .get(INIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new InitFailed(FunctionErrors.timedOut("none", INIT));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nothing fails these", e);
    }
    if (api.initError().isDone()) {
      throw new InitFailed(api.initError().join());
    }
    if (!state.isDone()) {
      throw new InitFailed(FunctionErrors.exited("none", process.exitValue()));
    }
  }

  /**
   * Calls the function and waits for its end, at most for its time-out; after that the process is
   * ended. It may be called before it is ready, which then counts.
   */
  public Invocation call(byte[] payload, Duration timeout) throws InterruptedException {
    String requestId = UUID.randomUUID().toString();
    CompletableFuture<Invocation> end = new CompletableFuture<>();
    api.submit(new RuntimeCall(requestId, payload, functionArn, Instant.now().plus(timeout), end));
    try {
      CompletableFuture.anyOf(end, api.initError(), process.onExit())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      return FunctionErrors.timedOut(requestId, timeout);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nothing fails these", e);
    } catch (InterruptedException e) {
      close();
      throw e;
    }
    if (end.isDone()) {
      return end.join();
    }
    return api.initError().isDone()
        ? api.initError().join()
        : FunctionErrors.exited(requestId, process.exitValue());
  }

  /** What processors have worked for it so far; zero where the system does not say. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Whether it waits for a call; waits until that, or its end, is known. */
  boolean isWaiting() throws InterruptedException {
    try {
      CompletableFuture.anyOf(api.asked(), process.onExit()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nothing fails these", e);
    }
    return process.isAlive();
  }

  /**
   * Has the process end by itself, and waits for that: a JVM that records its run writes it down
   * then.
   *
   * @return whether it has ended
   */
  public boolean stop(Duration patience) throws InterruptedException {
    process.destroy();
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Kills the process, as Lambda does. */
  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
