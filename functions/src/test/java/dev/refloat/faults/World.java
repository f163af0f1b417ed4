package dev.refloat.faults;

import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.copy.Backoff;
import dev.refloat.copy.BatchPayload;
import dev.refloat.job.Job;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Pauses;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Planner;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * An installation: tables, buckets and backups. One seed is played in it at a time; each has its
 * own clusters. Every call of a function builds its use case, as a new process does.
 */
final class World {
  static final String PROJECT = "proj-faults";
  static final String SOURCE = "in01-source";

  /** An attempt after another is made at once; that they are few lets faults reach the callers. */
  private static final int SDK_ATTEMPTS = 2;

  /** A call that copies looks again only when it begins: what it does between follows the seed. */
  private static final Pauses NO_PAUSES =
      new Pauses(new Backoff(Duration.ZERO, Duration.ZERO, 3), Duration.ofDays(1), Duration.ZERO);

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  final Settings settings;
  final Wiring wiring;
  final List<Backed> backups = new ArrayList<>();
  private @Nullable Played played;
  private volatile Instant now = START;

  /** A backup that is registered. */
  record Backed(BackupRecord record, SmallBackup content) {}

  World(List<SmallBackup> backups) {
    Map<String, String> environment = EmbeddedAws.newEnvironment();
    environment.put("BACKUP_BUCKET", SmallBackup.bucket());
    environment.put("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:1:stateMachine:restore");
    environment.put("RANGE_THRESHOLD_BYTES", Integer.toString(SmallBackup.LARGE));
    environment.put("RANGE_BYTES", Integer.toString(5 << 20));
    environment.put("BATCH_ITEMS", "4");
    environment.put("COPY_TAGS", "false");
    // A body in chunks ends with bytes that the embedded server may not wait for: it closes the
    // connection behind its answer, and one of some 10,000 requests that follow finds it closed.
    environment.put("S3_CHUNKED_ENCODING", "false");
    // The requests of one process follow each other, so that a seed plays the same each time.
    environment.put("COPIES_IN_FLIGHT", "1");
    settings = new Settings(environment);
    var clients =
        new Clients(
            settings,
            configuration ->
                configuration
                    .addExecutionInterceptor(new Wire())
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(SDK_ATTEMPTS)
                            .circuitBreakerEnabled(false)
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .build()));
    wiring = new Wiring(clients, clients.dynamoDb(), StepFunctions::new, () -> now, NO_PAUSES);
    backups.forEach(backup -> this.backups.add(new Backed(register(backup), backup)));
  }

  private BackupRecord register(SmallBackup backup) {
    return wiring
        .backupRegistrar()
        .register(
            new BackupLocation(SmallBackup.bucket(), backup.prefix()),
            SOURCE,
            PROJECT,
            Optional.empty(),
            Optional.empty());
  }

  void begin(Played next) {
    played = next;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  /** As the Map's item reader does. */
  List<PlannedCollection> collections(Planner.Planned planned) {
    return lines(planned.bucket(), planned.collectionsKey())
        .map(line -> Json.read(line, PlannedCollection.class))
        .toList();
  }

  /** As the state machine takes them. */
  List<BatchPayload> batches(PlannedCollection plan) {
    return switch (plan.batches()) {
      case "0" -> List.of();
      case "1" ->
          List.of(Json.convert(Objects.requireNonNull(plan.onlyBatch()), BatchPayload.class));
      default ->
          lines(plan.bucket(), plan.batchesKey())
              .map(line -> Json.read(line, BatchPayload.class))
              .toList();
    };
  }

  /** How many batches a collection has by the plan that its outcome is of. */
  long batches(String jobId, Outcome outcome) {
    String key = "plans/" + jobId + "/" + outcome.attempt() + "/collections.jsonl";
    return lines(settings.workBucket(), key)
        .map(line -> Json.read(line, PlannedCollection.class))
        .filter(plan -> plan.collection().equals(outcome.collection()))
        .mapToLong(plan -> Long.parseLong(plan.batches()))
        .sum();
  }

  /** The number of a job's plan, as its prefix has it. */
  static String attempt(Job job) {
    String prefix = job.plan().orElseThrow().prefix();
    return prefix.substring(prefix.lastIndexOf('/', prefix.length() - 2) + 1, prefix.length() - 1);
  }

  private static Stream<String> lines(String bucket, String key) {
    return EmbeddedAws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String().lines();
  }

  /** Step Functions, as the request functions see it. */
  private final class StepFunctions implements SfnClient {
    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      return Objects.requireNonNull(played).executions().start(request);
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
      return Objects.requireNonNull(played).executions().stop(request);
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      return Objects.requireNonNull(played).executions().describe(request);
    }

    @Override
    public String serviceName() {
      return "sfn";
    }

    @Override
    public void close() {}
  }
}
