package dev.refloat.copy;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * The main class of the process that S3Mock runs in. Prints the port, and ends when its standard
 * input does: so it does not outlive a test JVM that was killed.
 *
 * <p>By reflection, because nothing of S3Mock is on the tests' class path.
 */
final class S3MockMain {
  private S3MockMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    PrintStream out = System.out;
    // Standard output is for the port alone; what the server logs goes beside it.
    System.setOut(System.err);
    Thread.ofPlatform().daemon().start(S3MockMain::endWithInput);
    Class<?> type = Class.forName("com.adobe.testing.s3mock.S3MockApplication");
    Object server = type.getMethod("start", String[].class).invoke(null, (Object) arguments);
    out.println(type.getMethod("getPort").invoke(server));
    out.flush();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written: what counts is the end.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }
}
