package dev.refloat.local.stack;

import java.io.IOException;
import java.util.Map;

/** The template, running. */
public final class LocalStack implements AutoCloseable {
  private final Parts parts;
  private final Startup.Started started;

  private LocalStack(Parts parts, Startup.Started started) {
    this.parts = parts;
    this.started = started;
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
    return started.connection();
  }

  /**
   * The environment in which a function is called, for who runs its handler in a process of its
   * own. Holds secrets: never log it.
   *
   * @param logicalId of the function in the template
   */
  public Map<String, String> environment(String logicalId) {
    return started.lambda().environment(started.template().function(logicalId).name());
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
