package dev.refloat.local.lambda;

import java.nio.file.Path;
import java.util.List;

/** Where the functions' code is, and with it how their instances run. */
public sealed interface FunctionCode {

  /**
   * In this JVM: fast to start, and easy to debug.
   *
   * @param loader has the handlers by the names in the template
   */
  record Loaded(ClassLoader loader) implements FunctionCode {}

  /**
   * As in Lambda: each instance is a process with a JVM of its own, under AWS's runtime interface
   * client.
   *
   * @param taskRoot the unpacked artifact, Lambda's {@code /var/task}
   * @param runtime jars that Lambda's runtime brings: the client and what it needs
   * @param logs an existing directory: what the functions write is appended to a file each
   * @param options of each JVM, beside those that Lambda sets
   */
  record Processes(Path taskRoot, List<Path> runtime, Path logs, List<String> options)
      implements FunctionCode {
    public Processes {
      runtime = List.copyOf(runtime);
      options = List.copyOf(options);
    }
  }
}
