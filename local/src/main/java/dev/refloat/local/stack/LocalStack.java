package dev.refloat.local.stack;

import dev.refloat.local.events.Scheduler;
import java.io.IOException;

/** The template, running. */
public final class LocalStack implements AutoCloseable {
  private final Parts parts;
  private final Connection connection;
  private final Scheduler scheduler;

  private LocalStack(Parts parts, Startup.Running running) {
    this.parts = parts;
    this.connection = running.connection();
    this.scheduler = running.scheduler();
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
    return connection;
  }

  /** Calls every function that is on a schedule, beside its schedule, and waits for their ends. */
  public void callScheduled() throws InterruptedException {
    scheduler.callAll();
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
