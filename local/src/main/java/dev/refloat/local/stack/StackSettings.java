package dev.refloat.local.stack;

import dev.refloat.local.lambda.FunctionCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is started with.
 *
 * @param data keeps everything; one process at a time
 * @param port of the HTTP API, 0 for any free one
 * @param functions has the handlers by the names in the template
 * @param parameters values for the template's parameters
 * @param tables where the tables live
 * @param console what is served beside the API; empty where there is none
 * @param stores used instead of servers of its own; empty where it starts them
 */
public record StackSettings(
    Path template,
    Path data,
    int port,
    FunctionCode functions,
    Map<String, String> parameters,
    Tables tables,
    Optional<Console> console,
    Optional<Stores> stores) {

  /** Where the tables live. */
  public enum Tables {
    ON_DISK,
    /** Faster to start, and gone with the process: for tests. */
    IN_MEMORY
  }

  /**
   * The built console.
   *
   * @param files with {@code index.html}
   * @param template of its distribution, which says the headers
   */
  public record Console(Path files, Path template) {}

  /**
   * S3 and DynamoDB with streams, of another make, that run already: LocalStack, or Moto. Nothing
   * of a stack may be in them. They tell the stack of no object, so nothing happens when one is
   * put.
   */
  public record Stores(URI endpoint, String accessKey, String secretKey) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Stores[endpoint=" + endpoint + "]";
    }
  }

  public StackSettings {
    parameters = Map.copyOf(parameters);
  }

  /** With functions that run in this JVM, and servers of its own. */
  public StackSettings(
      Path template,
      Path data,
      int port,
      ClassLoader functions,
      Map<String, String> parameters,
      Tables tables,
      Optional<Console> console) {
    this(
        template,
        data,
        port,
        new FunctionCode.Loaded(functions),
        parameters,
        tables,
        console,
        Optional.empty());
  }

  /** The same without the console, for who uses the API alone. */
  public StackSettings(
      Path template,
      Path data,
      int port,
      ClassLoader functions,
      Map<String, String> parameters,
      Tables tables) {
    this(template, data, port, functions, parameters, tables, Optional.empty());
  }
}
