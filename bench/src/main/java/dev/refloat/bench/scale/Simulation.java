package dev.refloat.bench.scale;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.backup.BackupRecord;
import dev.refloat.bench.scale.dynamodb.DynamoService;
import dev.refloat.bench.scale.dynamodb.SimulatedDynamoDb;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.lambda.SimulatedLambda;
import dev.refloat.bench.scale.result.DynamoUse;
import dev.refloat.bench.scale.result.History;
import dev.refloat.bench.scale.result.LambdaUse;
import dev.refloat.bench.scale.result.S3Use;
import dev.refloat.bench.scale.result.Seen;
import dev.refloat.bench.scale.s3.GeneratedBackup;
import dev.refloat.bench.scale.s3.MapObjects;
import dev.refloat.bench.scale.s3.S3Service;
import dev.refloat.bench.scale.s3.SimulatedS3;
import dev.refloat.bench.scale.time.VirtualClock;
import dev.refloat.copy.CopyLimits;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.stack.TableCreator;
import dev.refloat.local.states.definition.DefinitionLoader;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.definition.Machine;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.run.Announcer;
import dev.refloat.local.states.run.Engine;
import dev.refloat.local.states.run.Services;
import dev.refloat.local.template.FunctionResource;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.StateMachine;
import dev.refloat.local.template.Template;
import dev.refloat.local.template.TemplateReader;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Pauses;
import dev.refloat.restore.Wiring;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One restore of a scenario, from the start of its execution to its end. Template, state machine,
 * handlers and all behind them are those that are deployed; S3, Lambda and the limits of DynamoDB
 * are simulated, and time passes when nothing else is to be done.
 */
public final class Simulation implements AutoCloseable {
  private static final StackIdentity STACK =
      new StackIdentity("us-east-1", "000000000000", "simulated", URI.create("http://localhost"));

  /** Of Step Functions, which computes as fast as one wants. */
  private static final int FAST_MIB = 1_000_000;

  private final Scenario scenario;
  private final Template template;
  private final VirtualClock clock = new VirtualClock();
  private final DynamoDbServer tables;
  private final DynamoDbClient local;
  private final S3Service s3;
  private final DynamoService dynamoDb;
  private final SimulatedLambda lambda;
  private final Rules rules;
  private final Engine engine;

  /**
   * @param parameters of the template, where they are not to be the defaults
   * @param directory empty, for what is too large for memory
   * @param seed of what is drawn
   */
  public Simulation(
      Scenario scenario,
      Path templateFile,
      Map<String, String> parameters,
      Path directory,
      long seed)
      throws IOException {
    this.scenario = scenario;
    var given = new HashMap<>(parameters);
    given.put("Metrics", "false");
    template = TemplateReader.read(templateFile, given, STACK);
    tables = DynamoDbServer.start(Optional.empty(), 0);
    local = client(tables);
    template.tables().forEach(new TableCreator(local)::create);
    var random = new SplittableRandom(seed);
    var latency = new Latency(random.split());
    s3 =
        new S3Service(
            clock,
            latency,
            new GeneratedBackup(scenario, RestoreOrder.PREFIX + "/"),
            directory.resolve("work"));
    dynamoDb = new DynamoService(clock, latency);
    lambda = new SimulatedLambda(clock, template.functions(), this::handler);
    rules = new Rules(template, STACK, clock, lambda);
    var store = new ExecutionStore(directory.resolve("executions"));
    var services =
        new Services(
            lambda,
            new MapObjects(s3, new Processor(clock, FAST_MIB)),
            clock,
            new Arns(STACK.region(), STACK.accountId()),
            random.split());
    engine = new Engine(services, store, new Announcer(rules, store, clock));
  }

  private static DynamoDbClient client(DynamoDbServer server) {
    return DynamoDbClient.builder()
        // The process may be stopped for a while.
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofHours(1)).build())
        .region(Region.of(STACK.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .endpointOverride(server.endpoint())
        .build();
  }

  private RequestStreamHandler handler(FunctionResource function, Processor processor) {
    try {
      return Class.forName(function.handler())
          .asSubclass(RequestStreamHandler.class)
          .getConstructor(Wiring.class)
          .newInstance(wiring(function.environment(), processor));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("No handler for " + function.logicalId(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No handler for " + function.logicalId(), e);
    }
  }

  private Wiring wiring(Map<String, String> environment, Processor processor) {
    var variables = new HashMap<>(environment);
    variables.put("AWS_REGION", STACK.region());
    variables.put("BACKUP_BUCKET", S3Service.BACKUP);
    variables.put("DATA_BUCKET", S3Service.DATA);
    variables.put("WORK_BUCKET", S3Service.WORK);
    var database = new SimulatedDynamoDb(dynamoDb, local, processor);
    var clients =
        new Clients(
            new Settings(variables),
            SimulatedS3.retrying(s3, processor),
            Clients.CopyingS3.of(SimulatedS3.once(s3, processor)),
            database,
            new SimulatedEventBridge(rules, clock));
    return new Wiring(
        clients,
        database,
        () -> {
          throw new IllegalStateException("No step of a restore asks Step Functions");
        },
        clock,
        Pauses.DEFAULT.in(clock));
  }

  /** Restores, and tells what was seen. */
  public Seen run() throws IOException {
    return inVirtualThread(
        () -> {
          var order = new RestoreOrder(wiring(orderer(), new Processor(clock, FAST_MIB)));
          BackupRecord backup = order.register();
          s3.forgetCounts();
          dynamoDb.forgetCounts();
          Job job = order.order(backup, clock.instant());
          long started = clock.now();
          ExecutionLog execution = start(job);
          engine.await(execution);
          long millis = clock.now() - started;
          requireRestored(job.jobId());
          return new Seen(
              scenario,
              millis,
              S3Use.of(s3),
              DynamoUse.of(dynamoDb),
              LambdaUse.of(lambda, rules.told()),
              copiesInFlight(),
              History.of(execution));
        });
  }

  /** The function that registers backups knows both tables' names with one that restores. */
  private Map<String, String> orderer() {
    var environment = new HashMap<>(template.function("BackupArrivedFunction").environment());
    environment.putAll(template.function("RestoreClusterFunction").environment());
    return environment;
  }

  private int copiesInFlight() {
    var settings = new Settings(template.function("CopyFunction").environment());
    return CopyLimits.of(settings).copiesInFlight();
  }

  private ExecutionLog start(Job job) throws InvalidDefinition {
    StateMachine machine = template.stateMachines().getFirst();
    Machine loaded = new DefinitionLoader(lambda::knows).load(machine.definition());
    String arn = new Arns(STACK.region(), STACK.accountId()).execution(machine.name(), job.jobId());
    return engine.start(
        loaded,
        new ExecutionStart(
            arn,
            job.jobId(),
            machine.arn(),
            "arn:aws:iam::000000000000:role/simulated",
            false,
            clock.instant(),
            "{\"jobId\":\"" + job.jobId() + "\"}",
            machine.definition(),
            null,
            0,
            0));
  }

  private void requireRestored(String jobId) {
    Job job = wiring(orderer(), new Processor(clock, FAST_MIB)).jobs().find(jobId).orElseThrow();
    if (job.status() != JobStatus.SUCCESSFUL || s3.restoredObjects() != scenario.objects()) {
      throw new IllegalStateException(
          "The restore ended %s with %d of %d objects: %s"
              .formatted(job.status(), s3.restoredObjects(), scenario.objects(), job.reason()));
    }
  }

  /** Only threads of the clock may wait by it. */
  private <T> T inVirtualThread(Callable<T> work) {
    var result = new CompletableFuture<T>();
    clock.start(
        "simulation",
        () -> {
          try {
            result.complete(work.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The simulation failed", e.getCause());
    }
  }

  @Override
  public void close() {
    engine.close();
    clock.close();
    local.close();
    tables.close();
  }
}
