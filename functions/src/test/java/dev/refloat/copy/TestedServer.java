package dev.refloat.copy;

import static java.util.Objects.requireNonNull;

import dev.refloat.local.s3.S3Server;
import dev.refloat.local.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The S3 servers that the copy engine is tested on. */
enum TestedServer {
  /** That of the local stack: objects are files, no checksums. */
  S3_PROXY {
    @Override
    Set<ServerQuirk> quirks() {
      return EnumSet.of(ServerQuirk.NO_CHECKSUMS, ServerQuirk.LIST_PARTS_IN_ONE_PAGE);
    }

    @Override
    Running start(Path directory) throws IOException {
      var server = S3Server.start(new S3Settings(directory, 0, KEY, SECRET), object -> {});
      return new Running(server.endpoint(), KEY, SECRET, server::close);
    }
  },

  /** A process of its own; it keeps checksums. */
  S3_MOCK {
    @Override
    Set<ServerQuirk> quirks() {
      return EnumSet.of(
          ServerQuirk.COPY_COMPUTES_NO_CHECKSUM,
          ServerQuirk.COPIED_PARTS_HAVE_NO_CHECKSUM,
          ServerQuirk.NO_CHECKSUM_TYPE,
          ServerQuirk.WRONG_CHECKSUM_IS_INVALID_REQUEST,
          ServerQuirk.PART_COPY_WITHOUT_UPLOAD_IS_INTERNAL_ERROR,
          ServerQuirk.ABORT_TAKES_THE_OBJECT_AWAY,
          ServerQuirk.LISTS_IN_UTF_16_ORDER,
          ServerQuirk.NO_SIGNATURES);
    }

    @Override
    Running start(Path directory) throws IOException {
      var process = S3MockProcess.start(directory);
      return new Running(process.endpoint(), KEY, SECRET, process::close);
    }
  },

  /**
   * One that is running, such as MinIO or Ceph: {@code build/check-s3} says how. Skipped where no
   * endpoint is named.
   */
  EXTERNAL {
    @Override
    Set<ServerQuirk> quirks() {
      return Stream.of(System.getProperty("refloat.s3.quirks", "").split(","))
          .filter(name -> !name.isBlank())
          .map(ServerQuirk::valueOf)
          .collect(Collectors.toSet());
    }

    @Override
    Running start(Path directory) {
      String endpoint = System.getProperty("refloat.s3.endpoint", "");
      Assumptions.assumeFalse(endpoint.isEmpty(), "No -Drefloat.s3.endpoint");
      return new Running(
          URI.create(endpoint),
          System.getProperty("refloat.s3.accessKey", ""),
          requireNonNull(
              System.getenv("REFLOAT_S3_SECRET_KEY"), "REFLOAT_S3_SECRET_KEY is not set"),
          () -> {});
    }
  };

  static final String REGION = System.getProperty("refloat.s3.region", "eu-central-1");

  private static final String KEY = "refloatkey";
  private static final String SECRET = "refloatsecret";

  /** A server that answers. */
  record Running(URI endpoint, String accessKey, String secretKey, Runnable stop) {}

  /**
   * Starts it, or finds it running.
   *
   * @param directory for what it keeps
   */
  abstract Running start(Path directory) throws IOException;

  /** What it does otherwise than S3, as far as the engine meets it. */
  abstract Set<ServerQuirk> quirks();

  boolean has(ServerQuirk quirk) {
    return quirks().contains(quirk);
  }
}
