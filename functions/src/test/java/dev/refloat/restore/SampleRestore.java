package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Run;
import dev.refloat.local.sample.S3Sink;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.local.sample.Sink;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.PackedSink;
import dev.refloat.testing.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A sample backup and a job that restores it, taken step by step as the state machine does. */
final class SampleRestore {
  static final String PROJECT = "proj-1234";
  static final String SOURCE = "in01-source";

  private static final String PREFIX = "proj-1234/in01-source/nightly";
  private static final String EXECUTION = "arn:aws:states:us-east-1:1:execution:restore:x";

  /** Nobody writes to it, so one is enough for all tests. */
  private static final String SOUND_BACKUP = writeSample(EmbeddedAws.newBucket());

  /** What the state machine does, in its order. */
  enum Step {
    PLAN,
    PREPARE,
    COPY_FIRST_BATCHES,
    COPY,
    COMPLETE,
    VERIFY,
    COMMIT,
    RBAC,
    FINISH
  }

  /** What each function of the state machine has, built once as there. */
  private record Functions(
      Planning planning,
      Preparation preparation,
      Copying copying,
      Completion completion,
      Verification verification,
      Commit commit,
      RestoreRbac restoreRbac,
      EndRestore endRestore) {
    static Functions of(Wiring wiring) {
      return new Functions(
          wiring.planning(),
          wiring.preparation(),
          wiring.copying(),
          wiring.completion(),
          wiring.verification(),
          wiring.commit(),
          wiring.restoreRbac(),
          wiring.endRestore());
    }
  }

  /** No call copies at the same time, so that none needs to be waited for. */
  static final Pauses SHORT_PAUSES =
      new Pauses(Pauses.DEFAULT.copies(), Pauses.DEFAULT.lookAgain(), Duration.ofMillis(1));

  final Settings settings;
  final Wiring wiring;
  private final Functions functions;
  final BackupRecord backup;
  final Cluster cluster;
  final Job job;

  private SampleRestore(Settings settings) {
    this(settings, backup -> Selection.everything(Load.KEEP, Verify.FILES));
  }

  private SampleRestore(Settings settings, Function<BackupRecord, Selection> selection) {
    this(settings, selection, "2.6");
  }

  private SampleRestore(
      Settings settings, Function<BackupRecord, Selection> selection, String milvusVersion) {
    this.settings = settings;
    var clients = new Clients(settings);
    wiring =
        new Wiring(
            clients,
            clients.dynamoDb(),
            clients::stepFunctions,
            InstantSource.system(),
            SHORT_PAUSES);
    functions = Functions.of(wiring);
    backup = register();
    cluster =
        new Cluster(
            Ids.cluster(),
            PROJECT,
            "target",
            "",
            "us-east-1",
            1,
            ClusterStatus.CREATING,
            Samples.START,
            milvusVersion,
            Ids.job());
    job = job(cluster.restoreJobId());
    reserve(
        new Transaction()
            .with(wiring.clusters().reserveName(cluster))
            .with(wiring.clusters().create(cluster)),
        selection.apply(backup));
  }

  private SampleRestore(SampleRestore before, Selection selection) {
    settings = before.settings;
    wiring = before.wiring;
    functions = before.functions;
    backup = before.backup;
    cluster = before.cluster;
    job = job(Ids.job());
    reserve(new Transaction(), selection);
  }

  private Job job(String jobId) {
    return Job.pending(
        jobId,
        new Job.Request(
            JobType.RESTORE,
            PROJECT,
            cluster.clusterId(),
            cluster.clusterName(),
            SOURCE,
            backup.backupId(),
            "key-1",
            Optional.empty()),
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private void reserve(Transaction transaction, Selection selection) {
    transaction.with(wiring.jobs().create(job));
    new JobRequests(new Table(EmbeddedAws.dynamoDb(), settings.jobsTable()))
        .create(job.jobId(), Json.bytes(selection), job.startTime())
        .forEach(transaction::with);
    assertThat(transaction.run()).isEmpty();
  }

  /** Another job, of the same backup into the same cluster, which must be RUNNING by then. */
  SampleRestore next(Selection selection) {
    return new SampleRestore(this, selection);
  }

  static SampleRestore create() {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", SOUND_BACKUP);
    return new SampleRestore(new Settings(environment));
  }

  /** Of the largest collection: all that a test needs which is about another job. */
  static SampleRestore ofTheLargest() {
    return ofTheLargest(1);
  }

  /** The same into a cluster that is to be served by that version. */
  static SampleRestore toMilvus(String version) {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", SOUND_BACKUP);
    return new SampleRestore(new Settings(environment), backup -> ofTheLargest(backup, 1), version);
  }

  /** The same with the users and roles of the backup. */
  static SampleRestore withRbac() {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", SOUND_BACKUP);
    return new SampleRestore(
        new Settings(environment),
        backup -> ofTheLargest(backup, 1).with(Optional.of(RbacConflict.FAIL)));
  }

  /**
   * Of the largest collections, of which the first has ranges and several batches: what each step
   * does to many of all kinds, others look at.
   */
  static SampleRestore ofTheLargest(int collections) {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", SOUND_BACKUP);
    return new SampleRestore(
        new Settings(environment), backup -> ofTheLargest(backup, collections));
  }

  /** The same, whose files are opened in batches that the small sample fills. */
  static SampleRestore withContent(int collections) {
    return withContent(SOUND_BACKUP, collections);
  }

  /** The same, of a backup of storage version 2. */
  static SampleRestore withPackedContent(int collections) {
    return withContent(writeSample(EmbeddedAws.newBucket(), PackedSink::new), collections);
  }

  private static SampleRestore withContent(String backupBucket, int collections) {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", backupBucket);
    return new SampleRestore(
        new Settings(environment),
        backup -> {
          Selection files = ofTheLargest(backup, collections);
          return new Selection(
              files.databases(), files.load(), files.conflictPolicy(), Verify.CONTENT);
        });
  }

  private static Selection ofTheLargest(BackupRecord backup, int collections) {
    List<Selection.Database> databases =
        backup.databases().stream()
            .flatMap(db -> db.collections().stream().map(c -> Map.entry(db.dbName(), c)))
            .sorted(Comparator.comparingLong(entry -> -entry.getValue().size()))
            .limit(collections)
            .map(entry -> only(entry.getKey(), entry.getValue().collectionName()))
            .toList();
    return new Selection(databases, Load.KEEP, ConflictPolicy.FAIL, Verify.FILES);
  }

  private static Selection.Database only(String dbName, String name) {
    return new Selection.Database(
        dbName, dbName, List.of(new Selection.Wanted(name, name, Load.KEEP)));
  }

  /** Of the largest collection, by functions whose source is not the backup bucket of the stack. */
  static SampleRestore fromElsewhere(Map<String, String> source) {
    Map<String, String> environment = environment();
    environment.put("SOURCE_BUCKET", SOUND_BACKUP);
    environment.putAll(source);
    return new SampleRestore(new Settings(environment), backup -> ofTheLargest(backup, 1));
  }

  /** Of a backup that the test may damage. */
  static SampleRestore ofOwnBackup() {
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", writeSample(EmbeddedAws.newBucket()));
    return new SampleRestore(new Settings(environment));
  }

  /** Of a backup that is in a folder. */
  static SampleRestore of(Path folder) {
    String bucket = EmbeddedAws.newBucket();
    try (var files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file ->
                  EmbeddedAws.s3()
                      .putObject(
                          r -> r.bucket(bucket).key(PREFIX + "/" + folder.relativize(file)), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = environment();
    environment.put("BACKUP_BUCKET", bucket);
    return new SampleRestore(new Settings(environment));
  }

  /** Of a backup of that shape. */
  static SampleRestore ofShape(SampleShape shape) {
    Map<String, String> environment = environment();
    environment.put(
        "BACKUP_BUCKET",
        writeSample(
            EmbeddedAws.newBucket(),
            SampleOptions.of(shape, "nightly", 1),
            UnaryOperator.identity()));
    return new SampleRestore(new Settings(environment));
  }

  /** Limits that the small sample passes: some objects in ranges, some collections in batches. */
  private static Map<String, String> environment() {
    Map<String, String> environment = EmbeddedAws.newEnvironment();
    environment.put("RANGE_THRESHOLD_BYTES", "20000");
    environment.put("BATCH_ITEMS", "20");
    environment.put("COPY_TAGS", "false");
    return environment;
  }

  private static String writeSample(String bucket) {
    return writeSample(bucket, UnaryOperator.identity());
  }

  private static String writeSample(String bucket, UnaryOperator<Sink> through) {
    return writeSample(bucket, SampleOptions.small("nightly", 1), through);
  }

  private static String writeSample(
      String bucket, SampleOptions options, UnaryOperator<Sink> through) {
    try (var sink = new S3Sink(EmbeddedAws.s3(), bucket, PREFIX + "/")) {
      SampleWriter.write(options, through.apply(sink));
      return bucket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BackupRecord register() {
    return wiring
        .backupRegistrar()
        .register(
            new BackupLocation(settings.backupBucket(), PREFIX),
            SOURCE,
            PROJECT,
            Optional.empty(),
            Optional.empty());
  }

  /** Every step up to this one. */
  void runThrough(Step last) {
    Arrays.stream(Step.values()).filter(step -> step.compareTo(last) <= 0).forEach(this::run);
  }

  void run(Step step) {
    switch (step) {
      case PLAN -> plan();
      case PREPARE -> plans().forEach(this::prepare);
      case COPY_FIRST_BATCHES ->
          plans().forEach(plan -> batches(plan).stream().limit(1).forEach(this::copy));
      case COPY -> plans().forEach(plan -> batches(plan).forEach(this::copy));
      case COMPLETE -> plans().forEach(this::complete);
      case VERIFY -> plans().forEach(this::verify);
      case COMMIT -> plans().forEach(this::commit);
      case RBAC -> rbac();
      case FINISH -> finish();
    }
  }

  /**
   * A call of a step by another process, about what is planned now: of all such calls the first.
   */
  Runnable call(Step step, Wiring process) {
    Run run = job().run();
    Optional<PlannedCollection> plan = plans().stream().findFirst();
    return switch (step) {
      case PLAN -> () -> process.planning().plan(run, EXECUTION);
      case PREPARE -> () -> process.preparation().prepare(plan.orElseThrow(), deadline());
      case COPY_FIRST_BATCHES, COPY -> {
        BatchPayload batch = batches(plan.orElseThrow()).getFirst();
        yield () -> process.copying().copy(batch, deadline());
      }
      case COMPLETE -> () -> process.completion().complete(plan.orElseThrow(), deadline());
      case VERIFY -> () -> process.verification().verify(plan.orElseThrow(), deadline());
      case COMMIT -> () -> process.commit().commit(plan.orElseThrow());
      case RBAC -> () -> process.restoreRbac().restore(run);
      case FINISH -> () -> process.endRestore().finish(run);
    };
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10));
  }

  Planner.Planned plan() {
    return functions.planning.plan(job().run(), EXECUTION);
  }

  void prepare(PlannedCollection plan) {
    functions.preparation.prepare(plan, deadline());
  }

  void copy(BatchPayload batch) {
    functions.copying.copy(batch, deadline());
  }

  void complete(PlannedCollection plan) {
    functions.completion.complete(plan, deadline());
  }

  void verify(PlannedCollection plan) {
    functions.verification.verify(plan, deadline());
  }

  void commit(PlannedCollection plan) {
    functions.commit.commit(plan);
  }

  void rbac() {
    functions.restoreRbac.restore(job().run());
  }

  JobStatus finish() {
    return functions.endRestore.finish(job().run());
  }

  JobStatus abandon(String reason) {
    return functions.endRestore.abandon(job().run(), reason);
  }

  PlanFile planFile() {
    return new PlanFile(EmbeddedAws.s3(), settings.workBucket());
  }

  /** What is asked of DynamoDB while the use cases do something, by the names of the requests. */
  List<String> requests(Consumer<Wiring> work) {
    var requests = new ArrayList<String>();
    var clients = new Clients(settings);
    try (var telling =
        EmbeddedAws.telling(request -> requests.add(request.getClass().getSimpleName()))) {
      work.accept(new Wiring(clients, telling, clients::stepFunctions));
    }
    return requests;
  }

  /** Empty before the job has a plan. */
  List<PlannedCollection> plans() {
    return job().plan().map(plan -> planFile().collections(plan.prefix())).orElse(List.of());
  }

  List<BatchPayload> batches(PlannedCollection plan) {
    if (plan.batches().equals("0")) {
      return List.of();
    }
    if (plan.onlyBatch() != null) {
      return List.of(Json.convert(plan.onlyBatch(), BatchPayload.class));
    }
    return EmbeddedAws.s3()
        .getObjectAsBytes(r -> r.bucket(plan.bucket()).key(plan.batchesKey()))
        .asUtf8String()
        .lines()
        .map(line -> Json.read(line, BatchPayload.class))
        .toList();
  }

  Job job() {
    return jobs().find(job.jobId()).orElseThrow();
  }

  Copied copied(String collection) {
    return jobs()
        .counters()
        .copied(job(), jobs().outcomes().all(job.jobId()))
        .getOrDefault(collection, Copied.NOTHING);
  }

  JobStore jobs() {
    return wiring.jobs();
  }

  ClusterStatus clusterStatus() {
    return wiring.clusters().find(cluster.clusterId()).orElseThrow().status();
  }

  List<CatalogueEntry> visible() {
    return wiring.catalogue().list(cluster.clusterId());
  }

  Table clustersTable() {
    return new Table(EmbeddedAws.dynamoDb(), settings.clustersTable());
  }

  boolean isNameFree() {
    var another =
        new Cluster(
            "in01-another",
            PROJECT,
            cluster.clusterName(),
            "",
            "us-east-1",
            1,
            ClusterStatus.CREATING,
            Samples.START,
            "2.6",
            "job-another");
    return clustersTable().write(wiring.clusters().reserveName(another));
  }

  List<String> restoredKeys() {
    return objects(settings.dataBucket()).stream().map(S3Object::key).toList();
  }

  int openUploads() {
    return EmbeddedAws.s3()
        .listMultipartUploads(r -> r.bucket(settings.dataBucket()))
        .uploads()
        .size();
  }

  static List<S3Object> objects(String bucket) {
    return EmbeddedAws.s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
        .toList();
  }

  /** Everything that is stored anywhere, by where it is. */
  Map<String, String> everything() {
    var all = new TreeMap<String, String>();
    for (String table : List.of(settings.clustersTable(), settings.jobsTable())) {
      EmbeddedAws.dynamoDb()
          .scanPaginator(r -> r.tableName(table))
          .items()
          .forEach(
              item ->
                  all.put(
                      table + ": " + item.get("pk") + item.get("sk"),
                      new TreeMap<>(item).toString()));
    }
    for (String bucket : List.of(settings.dataBucket(), settings.workBucket())) {
      objects(bucket).forEach(object -> all.put(bucket + ": " + object.key(), object.eTag()));
    }
    EmbeddedAws.s3()
        .listMultipartUploads(r -> r.bucket(settings.dataBucket()))
        .uploads()
        .forEach(upload -> all.put("upload: " + upload.key(), upload.uploadId()));
    return all;
  }
}
