package dev.refloat.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Adobe S3Mock in a process of its own, because it brings Spring Boot. The build puts it under
 * {@code target/s3mock}. Loopback only, any free port.
 */
final class S3MockProcess implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path BOOT = TARGET.resolve("s3mock/BOOT-INF");

  /** Of this process: another one that runs tests starts a server of its own. */
  private static final Path LOG =
      TARGET.resolve("s3mock-" + ProcessHandle.current().pid() + ".log");

  private final Process process;
  private final URI endpoint;

  private S3MockProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static S3MockProcess start(Path objects) throws IOException {
    if (!Files.isDirectory(BOOT)) {
      throw new IllegalStateException("S3Mock is not in " + BOOT + ": the build puts it there");
    }
    Process process = new ProcessBuilder(command(objects)).redirectError(LOG.toFile()).start();
    BufferedReader out = process.inputReader(UTF_8);
    String port = out.readLine();
    if (port == null) {
      throw new IllegalStateException("S3Mock did not start, see " + LOG);
    }
    return new S3MockProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  private static List<String> command(Path objects) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "-cp",
        String.join(
            File.pathSeparator,
            BOOT.resolve("classes").toString(),
            BOOT.resolve("lib") + "/*",
            testClasses()),
        S3MockMain.class.getName(),
        "--server.address=127.0.0.1",
        "--server.port=0",
        "--server.ssl.enabled=false",
        // It opens a second port, on every address; the file says on which one instead.
        "--spring.main.sources=classpath:s3mock-loopback.xml",
        "--spring.main.allow-bean-definition-overriding=true",
        "--spring.main.banner-mode=off",
        "--logging.level.root=WARN",
        "--com.adobe.testing.s3mock.store.region=" + TestedServer.REGION,
        "--com.adobe.testing.s3mock.store.root=" + objects,
        "--com.adobe.testing.s3mock.store.retain-files-on-exit=true");
  }

  private static String testClasses() {
    try {
      return Path.of(S3MockMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
