package dev.refloat.restore;

import dev.refloat.backup.BackupIndex;
import dev.refloat.backup.BackupRegistrar;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.ClusterRows;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.Databases;
import dev.refloat.cluster.Drops;
import dev.refloat.job.DryRunResults;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcomes;
import dev.refloat.job.PlanDetail;
import dev.refloat.job.Sweeps;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.rbac.RbacStore;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Puts the use cases of a restore together from a function's settings. A function asks for one;
 * only what that one needs is built, and only the settings it needs are read.
 */
public final class Wiring {
  private final InstantSource clock;
  private final Pauses pauses;
  private final Settings settings;
  private final Clients clients;
  private final DynamoDbClient dynamoDb;
  private final Supplier<SfnClient> stepFunctions;

  public Wiring(Settings settings) {
    this(new Clients(settings));
  }

  public Wiring(Clients clients) {
    this(clients, clients.dynamoDb(), clients::stepFunctions);
  }

  /** With clients of the caller's own for what is written. */
  public Wiring(Clients clients, DynamoDbClient dynamoDb, Supplier<SfnClient> stepFunctions) {
    this(clients, dynamoDb, stepFunctions, InstantSource.system(), Pauses.DEFAULT);
  }

  /** With a clock and pauses of the caller's own. */
  public Wiring(
      Clients clients,
      DynamoDbClient dynamoDb,
      Supplier<SfnClient> stepFunctions,
      InstantSource clock,
      Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
    this.settings = clients.settings();
    this.clients = clients;
    this.dynamoDb = dynamoDb;
    this.stepFunctions = stepFunctions;
  }

  public JobStore jobs() {
    return new JobStore(jobsTable());
  }

  public ClusterStore clusters() {
    return new ClusterStore(clustersTable());
  }

  public Catalogue catalogue() {
    return new Catalogue(clustersTable(), clients.s3(), settings.dataBucket());
  }

  public Databases databases() {
    return new Databases(clustersTable());
  }

  public BackupStore backups() {
    return new BackupStore(dynamoDb, settings.clustersTable());
  }

  public BackupRegistrar backupRegistrar() {
    return new BackupRegistrar(
        new MetaReader(clients.sourceS3()), backups(), settings.milvusVersion());
  }

  public BackupIndex backupIndex() {
    return new BackupIndex(clients.sourceS3(), backupRegistrar());
  }

  public RestoreCluster restoreCluster() {
    return new RestoreCluster(
        clusters(),
        jobs(),
        requests(),
        launch(),
        NewClusters.of(settings),
        dryRunPlans(),
        dryRuns(),
        clock);
  }

  public RestoreCollections restoreCollections() {
    return new RestoreCollections(
        clusters(),
        names(),
        destinations(),
        jobs(),
        requests(),
        launch(),
        dryRunPlans(),
        dryRuns(),
        clock);
  }

  private DryRuns dryRuns() {
    return new DryRuns(dryRunPlans(), jobs(), requests(), launch(), clock, DryRuns.WAIT);
  }

  public DryRunPlans dryRunPlans() {
    return new DryRunPlans(jobs(), requests(), dryRunResults());
  }

  DryRunResults dryRunResults() {
    return new DryRunResults(jobsTable());
  }

  public Planning planning() {
    return new PlanWiring(this, clients, clock).planning();
  }

  Speed speed() {
    return new Speed(jobs().estimates());
  }

  public Preparation preparation() {
    return steps().preparation();
  }

  public Copying copying() {
    return steps().copying();
  }

  public Completion completion() {
    return steps().completion();
  }

  public Verification verification() {
    return steps().verification();
  }

  public Opening opening() {
    return steps().opening();
  }

  public Commit commit() {
    return steps().commit();
  }

  public InOneCall inOneCall() {
    return steps().inOneCall();
  }

  private StepWiring steps() {
    return new StepWiring(this, clients, engine(), pauses, clock);
  }

  public RestoreRbac restoreRbac() {
    return new RestoreRbac(jobs(), clusters(), rbac(), clock);
  }

  /** Users and roles of clusters. */
  public RbacStore rbac() {
    return new RbacStore(clustersTable());
  }

  public EndRestore endRestore() {
    Removal removal = removal();
    var empty = new EmptyDatabases(jobs(), databases(), plannedDatabases());
    return new EndRestore(
        jobs(),
        sweeps(),
        new ClusterEnd(clusters(), rbac()),
        names(),
        empty,
        removal,
        replaced(removal),
        new EndDryRun(jobs(), clock),
        speed(),
        pauses,
        clock);
  }

  public Sweep sweep() {
    return new Sweep(sweeps(), jobs(), names(), removal(), clock);
  }

  public DropCluster dropCluster() {
    return new DropCluster(clusters(), drops(), new OpenRestores(jobs()), clock);
  }

  public ClusterRemoval clusterRemoval() {
    return new ClusterRemoval(
        drops(),
        clusters(),
        new ClusterRows(clustersTable()),
        rbac(),
        new OpenRestores(jobs()),
        removal(),
        clock);
  }

  private Drops drops() {
    return new Drops(clustersTable());
  }

  public StuckJobs stuckJobs() {
    return new StuckJobs(
        jobs(), executions(), admission(), endRestore(), new Metrics(settings, clock), clock);
  }

  public CancelJob cancelJob() {
    return new CancelJob(jobs(), executions(), clock);
  }

  public RetryJob retryJob() {
    return new RetryJob(jobs(), backups(), clusters(), executions(), admission(), clock);
  }

  Outcomes outcomes() {
    return jobs().outcomes();
  }

  private Removal removal() {
    return removal(engine());
  }

  Removal removal(CopyEngine engine) {
    return new Removal(names(), catalogue(), engine.cleanup());
  }

  private Sweeps sweeps() {
    return new Sweeps(jobsTable());
  }

  Replaced replaced(Removal removal) {
    return new Replaced(outcomes(), removal);
  }

  CollectionNames names() {
    return new CollectionNames(clustersTable());
  }

  PlannedDatabases plannedDatabases() {
    return new PlannedDatabases(new PlanDetail(jobsTable()), clock);
  }

  Destinations destinations() {
    return new Destinations(names(), jobs());
  }

  /** What was asked for by each job. */
  public JobRequests requests() {
    return new JobRequests(jobsTable());
  }

  private Launch launch() {
    return new Launch(executions(), admission());
  }

  private Admission admission() {
    return new Admission(jobs(), executions(), Admission.limits(settings), clock);
  }

  private Executions executions() {
    return new Executions(stepFunctions.get(), settings.stateMachineArn());
  }

  private CopyEngine engine() {
    return new CopyEngine(settings, clients, dynamoDb, clock, pauses);
  }

  Table clustersTable() {
    return new Table(dynamoDb, settings.clustersTable(), pauses.time());
  }

  Table jobsTable() {
    return new Table(dynamoDb, settings.jobsTable(), pauses.time());
  }
}
