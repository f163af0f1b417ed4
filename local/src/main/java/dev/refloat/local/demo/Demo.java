package dev.refloat.local.demo;

import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleSummary;
import dev.refloat.local.stack.Connection;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes a sample backup, has it restored into a new cluster, and checks every part of the result.
 */
public final class Demo {
  private static final String SOURCE_CLUSTER = "in01-demo0000000001";
  private static final long SEED = 1;
  private static final Duration STUCK_AFTER = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int DIFFERENCES_SHOWN = 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final RestoreClient client;
  private final S3Client s3;
  private final PrintStream out;

  private Demo(Connection connection, RestoreClient client, S3Client s3, PrintStream out) {
    this.connection = connection;
    this.client = client;
    this.s3 = s3;
    this.out = out;
  }

  /**
   * Runs it and prints what it does.
   *
   * @return whether everything was restored and is right; if not, lines that begin with {@code
   *     FAILED} say what is not
   */
  public static boolean run(Connection connection, DemoOptions options, PrintStream out) {
    return attempt(connection, out, demo -> demo.run(options));
  }

  /**
   * Writes the small sample alone, and waits until it is listed. One that is there already is
   * written again, with the same bytes.
   *
   * @return whether it is listed; if not, a line that begins with {@code FAILED} says why
   */
  public static boolean writeSample(Connection connection, String name, PrintStream out) {
    return attempt(
        connection,
        out,
        demo -> {
          demo.write(SampleOptions.small(name, SEED));
          return true;
        });
  }

  private interface Attempt {
    boolean made(Demo demo) throws DemoFailure, IOException;
  }

  private static boolean attempt(Connection connection, PrintStream out, Attempt attempt) {
    try (Api api = new Api(connection.apiUrl(), connection.apiKey());
        S3Client s3 = s3(connection)) {
      return attempt.made(
          new Demo(connection, new RestoreClient(api, connection.projectId()), s3, out));
    } catch (DemoFailure e) {
      out.println("FAILED: " + e.getMessage());
      return false;
    } catch (IOException | SdkException e) {
      out.println(
          "FAILED: S3 at "
              + connection.s3Endpoint()
              + ": "
              + e.getMessage()
              + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"));
      return false;
    }
  }

  private static S3Client s3(Connection connection) {
    return S3Client.builder()
        .endpointOverride(URI.create(connection.s3Endpoint()))
        .region(Region.of(connection.region()))
        .forcePathStyle(true)
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(connection.s3AccessKey(), connection.s3SecretKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private boolean run(DemoOptions options) throws DemoFailure, IOException {
    String stamp = STAMP.format(Instant.now());
    SampleBackup.Written written =
        write(
            new SampleOptions(
                "demo_" + stamp, SEED, options.bytes(), options.objects(), options.shape()));

    Instant start = Instant.now();
    RestoreClient.Started restore =
        client.restore(SOURCE_CLUSTER, written.backupId(), "demo-" + stamp);
    out.println(
        "Restoring into cluster "
            + restore.clusterId()
            + ", job "
            + restore.jobId()
            + "; a password for "
            + restore.username()
            + " was returned, not shown here");
    awaitJob(restore.jobId());
    Duration took = Duration.between(start, Instant.now());
    return check(written.sample(), written.prefix(), restore.clusterId(), took);
  }

  private SampleBackup.Written write(SampleOptions options) throws DemoFailure, IOException {
    return new SampleBackup(connection, client, s3, out).write(SOURCE_CLUSTER, options);
  }

  private void awaitJob(String jobId) throws DemoFailure {
    ProgressLine line = new ProgressLine(out, isTerminal());
    Instant changed = Instant.now();
    Job last = null;
    try {
      while (true) {
        Job job = client.job(jobId);
        line.show(job);
        if (job.succeeded()) {
          return;
        }
        if (job.ended()) {
          throw new DemoFailure(
              "Job "
                  + jobId
                  + ": expected SUCCESSFUL, found "
                  + job.status()
                  + ": "
                  + job.reason());
        }
        if (!job.equals(last)) {
          changed = Instant.now();
          last = job;
        } else if (Duration.between(changed, Instant.now()).compareTo(STUCK_AFTER) > 0) {
          throw new DemoFailure(
              "Job "
                  + jobId
                  + ": expected progress, found none in "
                  + STUCK_AFTER.toMinutes()
                  + " minutes at "
                  + job.percent()
                  + " %");
        }
        pause();
      }
    } finally {
      line.end();
    }
  }

  private boolean check(SampleSummary sample, String prefix, String clusterId, Duration took)
      throws DemoFailure {
    Instant start = Instant.now();
    List<String> differences = new ArrayList<>();
    String status = client.clusterStatus(clusterId);
    if (!status.equals("RUNNING")) {
      differences.add("Cluster " + clusterId + ": expected RUNNING, found " + status);
    }
    Catalogue catalogue = client.catalogue(clusterId);
    differences.addAll(CatalogueCheck.differences(sample, catalogue));
    RestoredObjects objects =
        RestoredObjects.list(s3, connection.dataBucket(), clusterId, sample, catalogue);
    differences.addAll(objects.differences());
    ContentCheck.Result content =
        new ContentCheck(s3, connection.backupBucket(), prefix, connection.dataBucket())
            .compare(objects);
    differences.addAll(content.differences());
    if (!differences.isEmpty()) {
      print(differences);
      return false;
    }
    out.println("Restored and verified:");
    RestoreTable.print(sample, out);
    out.println(
        "Compared with the backup: "
            + content.done()
            + "; rows, load states, partitions and shards by the catalogue.");
    out.println(
        "Restored "
            + Units.bytes(sample.bytes())
            + " in "
            + Units.seconds(took)
            + " ("
            + Units.rate(sample.bytes(), took)
            + "), verified in "
            + Units.seconds(Duration.between(start, Instant.now()))
            + ".");
    return true;
  }

  private void print(List<String> differences) {
    differences.stream()
        .limit(DIFFERENCES_SHOWN)
        .forEach(difference -> out.println("FAILED: " + difference));
    if (differences.size() > DIFFERENCES_SHOWN) {
      out.println(
          "FAILED: and " + Units.count(differences.size() - DIFFERENCES_SHOWN, "more difference"));
    }
  }

  private boolean isTerminal() {
    return out.equals(System.out)
        && Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static void pause() throws DemoFailure {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Interrupted", e);
    }
  }
}
