package dev.refloat.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The other ways to copy, as far as they are installed.
 *
 * <p>Both copy within the server. Each is run with more than one setting, and the fastest counts:
 * which one that is depends on the sizes.
 */
public final class Peers {
  public static final String RCLONE = "rclone copy";
  public static final String AWS = "aws s3 sync";

  private static final String NOT_INSTALLED = "not installed";

  /** As many as the copy function has in flight. */
  private static final String AT_ONCE = "64";

  private final Server server;
  private final Path directory;

  /**
   * @param directory for their configuration files
   */
  public Peers(Server server, Path directory) {
    this.server = server;
    this.directory = directory;
  }

  /** The version of each tool, in the words of the tool; "not installed" where it is missing. */
  public static Map<String, String> versions() throws IOException, InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put(RCLONE, version("rclone", "version"));
    versions.put(AWS, version("aws", "--version"));
    return versions;
  }

  /** As if neither tool were here. */
  public static Map<String, String> notInstalled() {
    return Map.of(RCLONE, NOT_INSTALLED, AWS, NOT_INSTALLED);
  }

  private static String version(String program, String argument)
      throws IOException, InterruptedException {
    return Command.exists(program)
        ? Command.run(List.of(program, argument), Map.of()).lines().findFirst().orElse("unknown")
        : NOT_INSTALLED;
  }

  public List<Peer> installed() throws IOException {
    List<Peer> peers = new ArrayList<>();
    if (Command.exists("rclone")) {
      peers.add(rclone("rclone, modification times", List.of()));
      peers.add(rclone("rclone, checksums", List.of("--checksum", "--fast-list")));
    }
    if (Command.exists("aws")) {
      peers.add(aws("aws, defaults", "defaults", ""));
      peers.add(
          aws(
              "aws, " + AT_ONCE + " requests",
              "more",
              "  max_concurrent_requests = " + AT_ONCE + "\n  max_queue_size = 10000\n"));
    }
    return peers;
  }

  /** With checksums it need not read the modification time of each object, which S3 keeps apart. */
  private Peer rclone(String name, List<String> more) {
    List<String> words = new ArrayList<>(List.of("rclone", "copy"));
    words.add("bench:" + Peer.SOURCE);
    words.add("bench:" + Peer.DESTINATION);
    words.addAll(List.of("--transfers", AT_ONCE, "--checkers", AT_ONCE, "--s3-no-check-bucket"));
    words.addAll(more);
    return new Peer(
        RCLONE,
        name,
        words,
        Map.of(
            "RCLONE_CONFIG", directory.resolve("no-rclone.conf").toString(),
            "RCLONE_CONFIG_BENCH_TYPE", "s3",
            "RCLONE_CONFIG_BENCH_PROVIDER", "Other",
            "RCLONE_CONFIG_BENCH_ENDPOINT", server.endpoint(),
            "RCLONE_CONFIG_BENCH_REGION", server.region(),
            "RCLONE_CONFIG_BENCH_ACCESS_KEY_ID", server.accessKey(),
            "RCLONE_CONFIG_BENCH_SECRET_ACCESS_KEY", server.secretKey(),
            "RCLONE_CONFIG_BENCH_FORCE_PATH_STYLE", "true"),
        server);
  }

  private Peer aws(String name, String file, String settings) throws IOException {
    Path configuration = directory.resolve("aws-" + file + ".conf");
    Files.writeString(configuration, "[default]\ns3 =\n  addressing_style = path\n" + settings);
    return new Peer(
        AWS,
        name,
        List.of(
            "aws",
            "s3",
            "sync",
            "s3://" + Peer.SOURCE,
            "s3://" + Peer.DESTINATION,
            "--only-show-errors"),
        Map.of(
            "AWS_CONFIG_FILE", configuration.toString(),
            "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString(),
            "AWS_ENDPOINT_URL", server.endpoint(),
            "AWS_DEFAULT_REGION", server.region(),
            "AWS_ACCESS_KEY_ID", server.accessKey(),
            "AWS_SECRET_ACCESS_KEY", server.secretKey(),
            "AWS_EC2_METADATA_DISABLED", "true"),
        server);
  }
}
