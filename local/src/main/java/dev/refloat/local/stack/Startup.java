package dev.refloat.local.stack;

import dev.refloat.local.awsjson.AwsJsonServer;
import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.events.EventBus;
import dev.refloat.local.events.EventFactory;
import dev.refloat.local.events.EventsServer;
import dev.refloat.local.events.Scheduler;
import dev.refloat.local.gateway.ConsoleFiles;
import dev.refloat.local.gateway.HttpGateway;
import dev.refloat.local.kms.KmsServer;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.lambda.LambdaTasks;
import dev.refloat.local.s3.S3Server;
import dev.refloat.local.s3.S3Settings;
import dev.refloat.local.secrets.SecretsServer;
import dev.refloat.local.states.StatesServer;
import dev.refloat.local.states.StatesSettings;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.streams.TableStreams;
import dev.refloat.local.template.Bucket;
import dev.refloat.local.template.HttpApi;
import dev.refloat.local.template.SecurityHeaders;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.StateMachine;
import dev.refloat.local.template.Template;
import dev.refloat.local.template.TemplateException;
import dev.refloat.local.template.TemplateReader;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One start, in order: take, read, serve the stores, make what the template names, serve the API,
 * deliver events.
 */
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";
  private static final String NAME = "refloat";

  /** What is different on one machine, for parameters that the template has. */
  private static final Map<String, String> LOCAL_PARAMETERS =
      Map.of(
          "S3PathStyle", "true",
          "S3ChunkedEncoding", "false",
          "CopyTags", "false",
          "Metrics", "false");

  /** Before the second and each further try of an event. */
  private static final List<Duration> EVENT_DELAYS =
      List.of(
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));

  private final StackSettings settings;
  private final Parts parts;
  private final EventFactory events = new EventFactory(REGION, ACCOUNT, Clock.systemUTC());
  private final StackClock clock = new StackClock(Clock.systemUTC());
  private final CompletableFuture<Map<String, String>> environment = new CompletableFuture<>();

  Startup(StackSettings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** What a stack that is up is spoken to by, and what it was made of. */
  record Running(
      Connection connection,
      Scheduler scheduler,
      StackClock clock,
      Template template,
      LambdaHost lambda) {}

  Running run() throws IOException, InterruptedException {
    DataDirectory data = parts.add(DataDirectory.take(settings.data()));
    HttpGateway gateway = parts.add(bind());
    Template template = read(gateway.uri());
    Credentials credentials = credentials(data);
    AwsClients clients =
        new AwsClients(REGION, credentials.s3AccessKey(), credentials.s3SecretKey());
    LambdaHost lambda =
        parts.add(new LambdaHost(template.functions(), settings.functions(), environment::join));
    EventBus bus =
        new EventBus(template.rules(), template.queues(), lambda, data.events(), EVENT_DELAYS);

    URI s3 = s3(data, credentials, template, bus, clients);
    URI tables = tables(data, template, clients);
    AwsJsonServer keys =
        parts.add(KmsServer.start(MacKeys.open(data.kms(), template.macKeys()), 0));
    Map<String, String> texts = SecretTexts.open(data.secrets(), template.secrets());
    AwsJsonServer secrets = parts.add(SecretsServer.start(texts, 0));
    // Stops before the stores do, so that what it delivers last finds them.
    parts.add(bus);
    AwsJsonServer put = parts.add(EventsServer.start(events, bus::publish, 0));
    TableStreams streams = parts.add(streams(data, template, clients, tables, lambda));
    // What else happens does so in real time, which is that of the stores.
    EventFactory scheduled = new EventFactory(REGION, ACCOUNT, clock);
    Scheduler scheduler = parts.add(new Scheduler(template.schedules(), lambda, scheduled));
    S3Client objects = parts.add(clients.s3(s3));
    StatesServer states = states(data, template, lambda, objects, bus);
    environment.complete(environment(credentials, s3, tables, keys, secrets, put, states));

    FirstKey firstKey = firstKey(template, texts, lambda);
    HttpApi api =
        template
            .api()
            .orElseThrow(() -> new TemplateException("Resources", "no function has a route"));
    // A second time, to be the first that stops.
    parts.add(gateway).serve(api, lambda, REGION, ACCOUNT, console());
    bus.start();
    streams.start();
    scheduler.start();
    LOG.atInfo()
        .addKeyValue("api", gateway.uri())
        .addKeyValue("data", settings.data())
        .log("Stack is up");
    var connection =
        new Connection(
            gateway.uri().toString(),
            firstKey.apiKey(),
            s3.toString(),
            credentials.s3AccessKey(),
            credentials.s3SecretKey(),
            REGION,
            template.output("BackupBucketName"),
            template.output("DataBucketName"),
            tables.toString(),
            states.endpoint().toString(),
            firstKey.projectId(),
            settings.console().map(console -> gateway.uri() + ConsoleFiles.PATH).orElse(null));
    return new Running(connection, scheduler, clock, template, lambda);
  }

  private static FirstKey firstKey(Template template, Map<String, String> texts, LambdaHost lambda)
      throws IOException, InterruptedException {
    String stackId = "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/" + NAME;
    try (CustomResources resources = new CustomResources(lambda, stackId)) {
      return FirstKey.make(template, texts, resources);
    }
  }

  private Optional<ConsoleFiles> console() {
    return settings
        .console()
        .map(
            console -> new ConsoleFiles(console.files(), SecurityHeaders.read(console.template())));
  }

  private HttpGateway bind() throws IOException {
    try {
      return HttpGateway.bind(settings.port());
    } catch (BindException e) {
      throw new StackException(
          "Port " + settings.port() + " of 127.0.0.1 is taken: choose another", e);
    }
  }

  private Template read(URI apiEndpoint) {
    Set<String> declared = TemplateReader.parameterNames(settings.template());
    Map<String, String> parameters = new HashMap<>(LOCAL_PARAMETERS);
    parameters.keySet().retainAll(declared);
    parameters.putAll(settings.parameters());
    return TemplateReader.read(
        settings.template(), parameters, new StackIdentity(REGION, ACCOUNT, NAME, apiEndpoint));
  }

  private Credentials credentials(DataDirectory data) throws IOException {
    return settings.stores().isPresent()
        ? new Credentials(settings.stores().get().accessKey(), settings.stores().get().secretKey())
        : Credentials.open(data.credentials());
  }

  private URI s3(
      DataDirectory data,
      Credentials credentials,
      Template template,
      EventBus bus,
      AwsClients clients)
      throws IOException {
    if (settings.stores().isPresent()) {
      URI endpoint = settings.stores().get().endpoint();
      try (S3Client client = clients.s3(endpoint)) {
        template.buckets().forEach(bucket -> client.createBucket(r -> r.bucket(bucket.name())));
      }
      return endpoint;
    }
    Set<String> telling =
        template.buckets().stream()
            .filter(Bucket::events)
            .map(Bucket::name)
            .collect(Collectors.toSet());
    S3Server server =
        S3Server.start(
            new S3Settings(data.s3(), 0, credentials.s3AccessKey(), credentials.s3SecretKey()),
            change -> {
              if (telling.contains(change.bucket())) {
                bus.publish(events.objectChanged(change));
              }
            });
    parts.add(server);
    template.buckets().forEach(bucket -> server.createBucket(bucket.name()));
    return server.endpoint();
  }

  private URI tables(DataDirectory data, Template template, AwsClients clients) throws IOException {
    URI endpoint =
        settings.stores().isPresent()
            ? settings.stores().get().endpoint()
            : parts.add(dynamoDb(data)).endpoint();
    try (DynamoDbClient client = clients.dynamoDb(endpoint)) {
      TableCreator creator = new TableCreator(client);
      template.tables().forEach(creator::create);
    }
    return endpoint;
  }

  private DynamoDbServer dynamoDb(DataDirectory data) throws IOException {
    boolean onDisk = settings.tables() == StackSettings.Tables.ON_DISK;
    return DynamoDbServer.start(onDisk ? Optional.of(data.dynamodb()) : Optional.empty(), 0);
  }

  private TableStreams streams(
      DataDirectory data, Template template, AwsClients clients, URI tables, LambdaHost lambda)
      throws IOException {
    DynamoDbStreamsClient client = parts.add(clients.streams(tables));
    return new TableStreams(template.streams(), client, lambda, data.streams(), EVENT_DELAYS);
  }

  private StatesServer states(
      DataDirectory data, Template template, LambdaHost lambda, S3Client objects, EventBus bus)
      throws IOException {
    StatesServer server =
        StatesServer.start(
            new StatesSettings(
                0,
                data.states(),
                new LambdaTasks(lambda),
                new S3Objects(objects),
                change -> bus.publish(events.statusChange(change)),
                REGION,
                ACCOUNT));
    parts.add(server);
    for (StateMachine machine : template.stateMachines()) {
      try {
        server.putStateMachine(machine.name(), machine.definition());
      } catch (InvalidDefinition e) {
        throw new TemplateException(
            "Resources." + machine.logicalId(), String.valueOf(e.getMessage()));
      }
    }
    return server;
  }

  private static Map<String, String> environment(
      Credentials credentials,
      URI s3,
      URI tables,
      AwsJsonServer keys,
      AwsJsonServer secrets,
      AwsJsonServer events,
      StatesServer states) {
    return Map.of(
        "AWS_REGION", REGION,
        "AWS_DEFAULT_REGION", REGION,
        "AWS_ACCESS_KEY_ID", credentials.s3AccessKey(),
        "AWS_SECRET_ACCESS_KEY", credentials.s3SecretKey(),
        "AWS_ENDPOINT_URL_S3", s3.toString(),
        "AWS_ENDPOINT_URL_DYNAMODB", tables.toString(),
        "AWS_ENDPOINT_URL_EVENTBRIDGE", events.endpoint().toString(),
        "AWS_ENDPOINT_URL_KMS", keys.endpoint().toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString(),
        "AWS_ENDPOINT_URL_SFN", states.endpoint().toString());
  }
}
