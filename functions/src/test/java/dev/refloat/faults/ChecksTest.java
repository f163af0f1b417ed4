package dev.refloat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import dev.refloat.testing.EmbeddedAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That the checks find what is wrong: each test breaks one thing of a sound restore. */
final class ChecksTest {
  private static final List<SmallBackup> BACKUPS =
      List.of(SmallBackup.write(Ids.random(8), new int[][] {{100, 20, 30}, {40, 50}}));
  private static final World WORLD = new World(BACKUPS);

  private Scenario.Ordered order;
  private Observer observer;

  @BeforeEach
  void restore() {
    var played = new Played(WORLD, 1, 0, 0, new HashMap<>());
    order = Scenario.orderCluster(WORLD, played, WORLD.backups.getFirst(), true);
    played.play(() -> {});
    observer = new Observer(WORLD, List.of(order));
    observer.look();
  }

  private List<String> problems() {
    var checks = new Checks(WORLD, List.of(order), observer.problems());
    checks.run();
    return checks.problems();
  }

  private CatalogueEntry visible() {
    return WORLD.wiring.catalogue().list(order.clusterId()).getFirst();
  }

  private String anyKey() {
    return Files.expected(visible(), BACKUPS).keySet().iterator().next();
  }

  private void put(String key, byte[] bytes) {
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(WORLD.settings.dataBucket()).key(key), RequestBody.fromBytes(bytes));
  }

  private void setInJobs(String sk, String attribute, AttributeValue value) {
    set(WORLD.settings.jobsTable(), "JOB#" + order.jobId(), sk, attribute, value);
  }

  private static void set(
      String table, String pk, String sk, String attribute, AttributeValue value) {
    EmbeddedAws.dynamoDb()
        .updateItem(
            r ->
                r.tableName(table)
                    .key(Item.key(pk, sk).attributes())
                    .updateExpression("SET #a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", value)));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  @Test
  void aSoundRestoreHasNone() {
    observer.look();
    assertThat(problems()).isEmpty();
  }

  @Test
  void anObjectThatIsMissing() {
    String key = anyKey();
    EmbeddedAws.s3().deleteObject(r -> r.bucket(WORLD.settings.dataBucket()).key(key));
    observer.look();

    assertThat(problems())
        .contains("visible without " + key, "while it ran: visible without " + key);
  }

  @Test
  void anObjectWithOtherBytes() {
    String key = anyKey();
    put(key, new byte[Objects.requireNonNull(Files.expected(visible(), BACKUPS).get(key)).size()]);

    assertThat(problems()).containsExactly("other bytes in " + key);
  }

  @Test
  void anObjectTooMuch() {
    String key = anyKey() + "1";
    put(key, new byte[1]);

    assertThat(problems()).containsExactly("surplus: " + key);
  }

  @Test
  void anObjectOfACollectionThatNobodySees() {
    String key = order.clusterId() + "/insert_log/7/8/9/0/1";
    put(key, new byte[1]);

    assertThat(problems()).containsExactly("surplus: " + key);
  }

  @Test
  void anUploadThatIsOpen() {
    String key = anyKey();
    EmbeddedAws.s3().createMultipartUpload(r -> r.bucket(WORLD.settings.dataBucket()).key(key));

    assertThat(problems()).containsExactly("open upload: " + key);
  }

  @Test
  void aNameThatIsHeld() {
    String clusters = WORLD.settings.clustersTable();
    String pk = "CLUSTER#" + order.clusterId();
    set(clusters, pk, "NAME#default/c1", "pending", text(order.jobId()));
    set(clusters, pk, "NAME#default/c7", "pending", text(order.jobId()));

    assertThat(problems())
        .containsExactly(
            "NAME#default/c1 is held by a job that has ended",
            "NAME#default/c7 is held by a job that has ended",
            "NAME#default/c7 is there without a collection");
  }

  @Test
  void aRowThatNoNamePointsTo() {
    String sk = "COLLECTION#7";
    set(WORLD.settings.clustersTable(), "CLUSTER#" + order.clusterId(), sk, "x", text("y"));

    assertThat(problems()).containsExactly("row " + sk);
  }

  @Test
  void aJobThatDoesNotEnd() {
    setInJobs("JOB", "status", text("IN_PROGRESS"));
    observer.look();

    assertThat(problems())
        .contains(
            "the job is IN_PROGRESS", "while it ran: the job was SUCCESSFUL and is IN_PROGRESS");
  }

  @Test
  void aJobThatSucceededWithoutACollection() {
    setInJobs("COLLECTION#00001", "status", text(OutcomeStatus.FAILED.name()));
    setInJobs("COLLECTION#00001", "reason", text("why"));
    observer.look();

    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("the job is SUCCESSFUL with"))
        .anyMatch(problem -> problem.startsWith("visible are [default.c0, default.c1], restored"))
        .contains("while it ran: 00001 was RESTORED and is FAILED");
  }

  private String shard() {
    String attempt = World.attempt(WORLD.wiring.jobs().find(order.jobId()).orElseThrow());
    return "DONE#" + attempt + "#00000#00000";
  }

  @Test
  void countersThatDoNotFit() {
    setInJobs(shard(), "bytes", AttributeValue.fromN("151"));
    observer.look();

    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("c0 is restored with other counters"))
        .anyMatch(problem -> problem.startsWith("c0 has more than its plan"));
    setInJobs(shard(), "bytes", AttributeValue.fromN("149"));
    assertThat(problems())
        .anyMatch(problem -> problem.startsWith("c0 is restored with other counters"));
  }

  @Test
  void aBatchThatIsNotInTheLedger() {
    setInJobs(shard(), "done", AttributeValue.fromNs(List.of("0", "1")));

    assertThat(problems()).containsExactly("c0 has 2 of 1 batches done");
  }

  @Test
  void aReasonThatNothingBearsOut() {
    setInJobs("COLLECTION#00000", "reason", text("why"));

    assertThat(problems()).containsExactly("c0 is restored, but says why");
  }
}
