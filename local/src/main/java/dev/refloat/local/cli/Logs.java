package dev.refloat.local.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Sends logs into files, so that the console shows only what a person needs.
 *
 * <p>{@code stack.log} has the stack's own lines. {@code functions.log} has whatever is written to
 * the standard streams: the functions log there, as they do in Lambda. A long one is put aside as
 * {@code functions.log.1}.
 */
public final class Logs {
  /** Bytes. Checked at a start only, so that a start on a directory in use moves nothing away. */
  private static final long LONG = 50L * 1024 * 1024;

  private Logs() {}

  /** Must run before anything logs: the logger reads its configuration once. */
  public static void redirect(Path directory) throws IOException {
    Files.createDirectories(directory);
    System.setProperty("refloat.logs", directory.toAbsolutePath().toString());
    System.setProperty("logback.configurationFile", "dev/refloat/local/cli/logback.xml");
    Path file = directory.resolve("functions.log");
    if (Files.exists(file) && Files.size(file) > LONG) {
      Files.move(file, directory.resolve("functions.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    PrintStream stream =
        new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }
}
