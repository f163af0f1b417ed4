package dev.refloat.bench.cold;

import dev.refloat.local.lambda.JavaRuntime;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that start a function.
 *
 * @param handler its class
 * @param heap of the function, as an option of the JVM
 * @param artifact the packaged functions
 * @param runtime jars of Lambda's runtime
 * @param cache where the training run leaves its cache
 * @param pin what every command begins with
 */
record StartCommand(
    String handler, String heap, Path artifact, List<Path> runtime, Path cache, List<String> pin) {
  private static final List<String> FIRST_COMPILER =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  StartCommand {
    runtime = List.copyOf(runtime);
    pin = List.copyOf(pin);
  }

  /** What the JVM is told, but for its class path. */
  List<String> options(Start start) {
    List<String> options = new ArrayList<>();
    switch (start) {
      case PLAIN -> {}
      case ON_DEMAND -> {
        options.add(heap);
        options.addAll(FIRST_COMPILER);
      }
      case CACHED -> {
        options.add(heap);
        options.addAll(FIRST_COMPILER);
        options.add("-XX:AOTCache=" + cache);
      }
      case SNAPSHOT -> options.addAll(List.of(heap, "-XX:+UseSerialGC"));
      case PRIMED -> options.addAll(List.of(heap, "-XX:+UseSerialGC", JavaRuntime.HOOKS));
    }
    return options;
  }

  List<String> of(Start start) {
    // The managed runtime loads the function's files from its directory, by a class loader of its
    // own.
    boolean isUnpacked = start == Start.ON_DEMAND || start.isRestored();
    return command(options(start), isUnpacked ? runtime : all());
  }

  /** The run that makes the cache: as the one that uses it. */
  List<String> training() {
    List<String> options = new ArrayList<>(options(Start.CACHED));
    options.removeLast();
    options.add("-XX:AOTCacheOutput=" + cache);
    return command(options, all());
  }

  private List<Path> all() {
    return Stream.concat(Stream.of(artifact), runtime.stream()).toList();
  }

  private List<String> command(List<String> options, List<Path> classPath) {
    List<String> command = new ArrayList<>(pin);
    command.add(JavaRuntime.java());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(JavaRuntime.MAIN);
    command.add(handler);
    return command;
  }
}
