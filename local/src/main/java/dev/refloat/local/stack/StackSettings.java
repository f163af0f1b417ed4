package dev.refloat.local.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a stack is started with.
 *
 * @param data keeps everything; one process at a time
 * @param port of the HTTP API, 0 for any free one
 * @param functions loads the handlers by the names in the template
 * @param parameters values for the template's parameters
 * @param tables where the tables live
 */
public record StackSettings(
    Path template,
    Path data,
    int port,
    ClassLoader functions,
    Map<String, String> parameters,
    Tables tables) {

  /** Where the tables live. */
  public enum Tables {
    ON_DISK,
    /** Faster to start, and gone with the process: for tests. */
    IN_MEMORY
  }

  public StackSettings {
    parameters = Map.copyOf(parameters);
  }
}
