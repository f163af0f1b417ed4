package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.LogMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.content.LogType;
import dev.refloat.content.SegmentLogs;
import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.S3Writes;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ids of the backup are those of {@link BackedUp}, the new ones begin with 1000. */
final class ContentPlannerTest {
  private static final CollectionMeta FILMS = BackedUp.films();

  private final String bucket = EmbeddedAws.newBucket();
  private final PlanFiles files = new PlanFiles(bucket, "job-1", 3, "00000");
  private final S3Writes writes = new S3Writes(EmbeddedAws.s3(), 1);
  private final ContentPlan plan = new ContentPlan(EmbeddedAws.s3());

  private ContentPlanner.Written write(int batchFiles, List<SourceObject> objects) {
    var source = new CollectionObjects(FILMS, objects);
    return new ContentPlanner(batchFiles).write(writes, files, source, destination(source));
  }

  private static Destination destination(CollectionObjects source) {
    var cluster =
        new Cluster(
            "in01-new",
            "proj-1234",
            "new",
            "",
            "us-east-1",
            1,
            ClusterStatus.RESTORE_BACKUP,
            Samples.START,
            "2.6",
            "job-1");
    var target = new Target("media", "films", "media", "films", Load.KEEP);
    return new Destination(cluster, source, target, new NewIds(FILMS, 1000), "v2.6.0");
  }

  private static SourceObject insert(long segment, long field, String log) {
    String key = "b/binlogs/insert_log/11/21/" + segment + "/" + segment + "/" + field + "/" + log;
    return new SourceObject(LogKind.INSERT, 21, segment, field, log, key, 10, "\"e\"");
  }

  private static SourceObject delta(long partition, long segment, String log) {
    String key = "b/binlogs/delta_log/11/" + partition + "/" + segment + "/" + log;
    return new SourceObject(
        LogKind.DELTA, partition, segment, LogMeta.NO_FIELD, log, key, 20, "\"e\"");
  }

  /** In the order of their keys. */
  private static List<SourceObject> objects() {
    return List.of(
        delta(SegmentMeta.ALL_PARTITIONS, 33, "900"),
        delta(21, 32, "904"),
        insert(31, 100, "901"),
        insert(31, 101, "902"),
        insert(32, 100, "903"));
  }

  @Test
  void aLineHasTheLogsOfOneTypeOfASegmentUnderBothOfTheirKeys() {
    write(1000, objects());

    assertThat(plan.batches(files).stream().flatMap(batch -> plan.segments(batch).stream()))
        .containsExactly(
            new SegmentLogs(
                LogType.DELETE,
                11,
                -1,
                33,
                0,
                25,
                "b/binlogs/delta_log/11/-1/33/",
                "in01-new/delta_log/1000/-1/1003/",
                List.of(new Log(-1, "900", 20))),
            new SegmentLogs(
                LogType.DELETE,
                11,
                21,
                32,
                2,
                5,
                "b/binlogs/delta_log/11/21/32/",
                "in01-new/delta_log/1000/1001/1005/",
                List.of(new Log(-1, "904", 20))),
            new SegmentLogs(
                LogType.INSERT,
                11,
                21,
                31,
                2,
                7,
                "b/binlogs/insert_log/11/21/31/31/",
                "in01-new/insert_log/1000/1001/1004/",
                List.of(new Log(100, "100/901", 10), new Log(101, "101/902", 10))),
            new SegmentLogs(
                LogType.INSERT,
                11,
                21,
                32,
                2,
                5,
                "b/binlogs/insert_log/11/21/32/32/",
                "in01-new/insert_log/1000/1001/1005/",
                List.of(new Log(100, "100/903", 10))));
  }

  @Test
  void theKeysAreThoseOfTheCopy() {
    write(1000, objects());

    SegmentLogs segment = plan.segments(plan.batches(files).getFirst()).get(2);
    assertThat(segment.destinationKey(segment.logs().getFirst()))
        .isEqualTo("in01-new/insert_log/1000/1001/1004/100/901");
  }

  private List<List<Long>> segmentsByBatch() {
    return plan.batches(files).stream()
        .map(batch -> plan.segments(batch).stream().map(SegmentLogs::segment).toList())
        .toList();
  }

  @Test
  void aBatchHasAtMostSoManyFilesAndWholeSegments() {
    assertThat(write(3, objects()).checks()).isEqualTo(2);
    assertThat(segmentsByBatch()).containsExactly(List.of(33L, 32L), List.of(31L, 32L));

    assertThat(write(5, objects()).checks()).isEqualTo(1);
    assertThat(segmentsByBatch()).containsExactly(List.of(33L, 32L, 31L, 32L));
  }

  @Test
  void aSegmentWithMoreFilesIsABatchOfItsOwn() {
    List<SourceObject> objects = new ArrayList<>();
    for (int log = 100; log < 110; log++) {
      objects.add(insert(31, 100, Integer.toString(log)));
    }
    objects.add(insert(32, 100, "903"));

    assertThat(write(4, objects).checks()).isEqualTo(2);
    assertThat(segmentsByBatch()).containsExactly(List.of(31L), List.of(32L));
  }

  @Test
  void aBatchIsTheInputOfACallWithNumbersAsText() {
    write(3, objects());

    String text =
        EmbeddedAws.s3()
            .getObjectAsBytes(r -> r.bucket(bucket).key("plans/job-1/3/00000/checks.jsonl"))
            .asUtf8String();
    assertThat(text.lines().toList().get(1))
        .matches(
            "\\{\"jobId\":\"job-1\",\"collection\":\"00000\",\"batch\":\"000001\",\"bucket\":\""
                + bucket
                + "\",\"key\":\"plans/job-1/3/00000/segments.jsonl\",\"offset\":\"[1-9][0-9]*\",\"length\":\"[1-9][0-9]*\"}");
    assertThat(plan.batches(files).getFirst().attempt()).isEqualTo(3);
  }

  @Test
  void theDigestIsThatOfWhatWasWritten() {
    String digest = write(3, objects()).digest();

    assertThat(write(3, objects()).digest()).isEqualTo(digest).hasSize(128);
    assertThat(write(5, objects()).digest()).isNotEqualTo(digest);
  }

  @Test
  void itIsPartOfTheDigestOfTheCollectionsPlan() {
    var source = new CollectionObjects(FILMS, objects());
    var planner =
        new CollectionPlanner(
            new Parallelism(CopyLimits.DEFAULT, Pace.DEFAULT, 100),
            new PlanFile(EmbeddedAws.s3(), bucket));

    Parallelism.Size all = CollectionPlanner.size(source);
    PlannedCollection byFiles =
        planner.write(writes, files, source, all, destination(source), Verify.FILES).collection();
    PlannedCollection byContent =
        planner.write(writes, files, source, all, destination(source), Verify.CONTENT).collection();

    assertThat(byFiles.checks()).isEqualTo("0");
    assertThat(byContent.checks()).isEqualTo("1");
    assertThat(byContent.digest()).isNotEqualTo(byFiles.digest());
  }

  @Test
  void withoutFilesThereIsNothingToOpen() {
    assertThat(write(3, List.of()).checks()).isZero();
    assertThat(plan.batches(files)).isEmpty();
  }
}
