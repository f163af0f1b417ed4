package dev.refloat.local.stack;

import dev.refloat.local.lambda.Invocation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The template, running. */
public final class LocalStack implements AutoCloseable {
  private final Parts parts;
  private final Startup.Running running;

  private LocalStack(Parts parts, Startup.Running running) {
    this.parts = parts;
    this.running = running;
  }

  /**
   * Starts everything, and returns when requests are answered.
   *
   * @throws StackException where the data directory or the port is taken, or the data does not fit
   *     the template
   * @throws dev.refloat.local.template.TemplateException where the template cannot be run
   * @throws IOException where a file or a port cannot be used
   */
  public static LocalStack start(StackSettings settings) throws IOException, InterruptedException {
    Parts parts = new Parts();
    try {
      return new LocalStack(parts, new Startup(settings, parts).run());
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  public Connection connection() {
    return running.connection();
  }

  /**
   * The environment in which a function is called, for who runs its handler in a process of its
   * own. Holds secrets: never log it.
   *
   * @param logicalId of the function in the template
   */
  public Map<String, String> environment(String logicalId) {
    return running.lambda().environment(running.template().function(logicalId).name());
  }

  /**
   * Calls a function, as who operates an installation may.
   *
   * @param logicalId of the function in the template
   */
  public Invocation invoke(String logicalId, byte[] payload) throws InterruptedException {
    return running.lambda().invoke(running.template().function(logicalId).name(), payload);
  }

  /**
   * Calls every function that is called each hour or more often, beside its schedule, and waits for
   * their ends. Their events carry the time of the stack's clock.
   */
  public void callScheduled() throws InterruptedException {
    running.scheduler().callAll(Duration.ofHours(1));
  }

  /**
   * Turns the clock of the stack, by which the events of schedules have their {@code time}: those
   * of {@link #callScheduled}, and those of the schedules themselves, which go on in real minutes.
   * All other events, and the clocks of functions and stores, keep the real time.
   *
   * @param ahead of the real time, whatever the clock was turned to before; zero turns it back
   */
  public void turnClock(Duration ahead) {
    running.clock().turn(ahead);
  }

  /**
   * Turns the clock of the stack to a time, from which it goes on.
   *
   * @see #turnClock
   */
  public void turnClockTo(Instant time) {
    running.clock().turnTo(time);
  }

  /**
   * Ends requests and executions that run, and gives the directory back. A second call does
   * nothing.
   */
  @Override
  public void close() {
    parts.close();
  }
}
