package dev.refloat.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.cases.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BoundsTest {
  private static final Transitions FORTY_BATCHES = new Transitions(7, 28, 80, 40, 4);
  private final Map<String, Long> calls = new HashMap<>();

  private void calls(String caller, String service, String operation, String bucket, long count) {
    calls.put(String.join("|", caller, service, operation, bucket), count);
  }

  private List<Bound> bounds(Workload workload, Transitions transitions, long parts) {
    return Bounds.of(new Counts(workload, Requests.parse(calls), transitions, "data", parts));
  }

  private static List<String> exceeded(List<Bound> bounds) {
    return bounds.stream().filter(bound -> !bound.isHeld()).map(Bound::what).toList();
  }

  @Test
  void aRestoreThatAsksForWhatItMayHoldsAll() {
    calls("CopyFunction", "S3", "CopyObject", "data", 20_000);
    calls("PlanFunction", "S3", "PutObject", "work", 18);
    calls("PlanFunction", "S3", "ListObjectsV2", "backups", 20);
    calls("CollectionFunction", "S3", "ListObjectsV2", "data", 24);
    calls("CopyFunction", "DynamoDb", Call.ITEMS_WRITTEN, "", 80);

    assertThat(exceeded(bounds(Workload.SMALL, FORTY_BATCHES, 0))).isEmpty();
  }

  @Test
  void eachExcessIsFound() {
    calls("CopyFunction", "S3", "CopyObject", "data", 20_201);
    calls("CopyFunction", "S3", "HeadObject", "data", 1);
    calls("CollectionFunction", "S3", "ListObjectsV2", "data", 61);
    calls("CopyFunction", "DynamoDb", Call.ITEMS_WRITTEN, "", 121);

    assertThat(exceeded(bounds(Workload.SMALL, new Transitions(7, 28, 161, 40, 4), 0)))
        .containsExactly(
            "S3 writes per object",
            "S3 writes per object, plan and results included",
            "S3 LIST per 1,000 objects",
            "S3 HEAD",
            "DynamoDB items written per batch, by Copy",
            "State transitions per batch, in its execution",
            "State transitions per batch, all");
  }

  @Test
  void anObjectInPartsMayTakeItsPartsAndTwo() {
    calls("CollectionFunction", "S3", "CreateMultipartUpload", "data", 1);
    calls("CopyFunction", "S3", "UploadPartCopy", "data", 16);
    calls("CollectionFunction", "S3", "CompleteMultipartUpload", "data", 1);
    assertThat(exceeded(bounds(Workload.LARGE, FORTY_BATCHES, 16))).isEmpty();

    calls("CopyFunction", "S3", "UploadPartCopy", "data", 17);
    assertThat(exceeded(bounds(Workload.LARGE, FORTY_BATCHES, 16)))
        .containsExactly("S3 writes per object in parts");
  }

  @Test
  void whatIsNotPartOfTheRestoreDoesNotCount() {
    calls("refloat-bench", "S3", "ListObjectsV2", "data", 1000);
    calls("refloat-JobsFunction", "DynamoDb", Call.ITEMS_WRITTEN, "", 1000);
    var counts = new Counts(Workload.SMALL, Requests.parse(calls), FORTY_BATCHES, "data", 0);

    assertThat(counts.kinds()).isEmpty();
    assertThat(counts.lists()).isZero();
    assertThat(counts.otherItems()).isZero();
  }

  @Test
  void fewObjectsAreNotJudgedByTheirLists() {
    calls("CollectionFunction", "S3", "ListObjectsV2", "data", 5);

    assertThat(exceeded(bounds(Workload.MEDIUM, FORTY_BATCHES, 0))).isEmpty();
  }
}
