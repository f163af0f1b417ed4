package dev.refloat.copy;

import static dev.refloat.copy.Embedded.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.platform.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachServer
final class PlanWriterTest {
  private final Embedded embedded;

  PlanWriterTest(TestedServer server) {
    embedded = Embedded.on(server);
  }

  private static PlanFiles files() {
    return new PlanFiles(WORK, Ids.job(), 0, "00000");
  }

  private static PlannedObject object(int number, long size) {
    return new PlannedObject(
        "source/" + number, "data/%07d".formatted(number), size, "\"etag" + number + "\"");
  }

  /** Keys so long that a few thousand of them fill several parts. */
  private static PlannedObject wide(int number) {
    return new PlannedObject("source/" + "x".repeat(900), "data/%07d".formatted(number), 1, "e");
  }

  private CollectionPlan write(PlanFiles files, CopyLimits limits, int count) {
    try (var writer = new PlanWriter(new S3Writes(embedded.s3, 1), limits, files)) {
      for (int i = 0; i < count; i++) {
        writer.add(object(i, i));
      }
      return writer.finish();
    }
  }

  private static CopyCalls calls() {
    return new CopyCalls(new AimdLimiter(4, Time.REAL), Restore.FAST);
  }

  private byte[] read(String key) {
    return embedded.s3.getObjectAsBytes(r -> r.bucket(WORK).key(key)).asByteArray();
  }

  @Test
  void everyBatchIsFoundInTheItemsByItsOffset() {
    var files = files();
    var limits = new CopyLimits(100, 5 << 20, 7, 50L << 30, 4);
    var plan = write(files, limits, 300);
    assertThat(plan.objects()).isEqualTo(300);
    assertThat(plan.objectsInRanges()).isEqualTo(199);
    assertThat(plan.bytes()).isEqualTo(299 * 300 / 2);
    assertThat(plan.requests()).isEqualTo(101 + 199 * 3);
    assertThat(plan.beside().parts() + 2 * plan.objectsInRanges() + 101).isEqualTo(plan.requests());
    assertThat(plan.onlyBatch()).isEmpty();

    var payloads =
        Jsonl.lines(read(files.batchesKey()))
            .map(line -> Json.read(line, BatchPayload.class))
            .toList();
    assertThat(payloads).hasSize((int) plan.batches());
    List<String> found = new ArrayList<>();
    for (BatchPayload payload : payloads) {
      byte[] lines =
          embedded
              .s3
              .getObjectAsBytes(
                  r -> r.bucket(payload.bucket()).key(payload.key()).range(payload.range()))
              .asByteArray();
      Jsonl.lines(lines).map(PlanLines::item).forEach(i -> found.add(i.object().destination()));
    }
    assertThat(found).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void thePayloadIsTheInputOfACallWithNumbersAsText() {
    var files = files();
    var plan = write(files, CopyLimits.DEFAULT, 2);
    String line = Json.text(plan.onlyBatch().orElseThrow());
    int length = read(files.itemsKey()).length;
    assertThat(line)
        .isEqualTo(
            ("{\"jobId\":\"%s\",\"collection\":\"00000\",\"batch\":\"000000\",\"bucket\":\"%s\","
                    + "\"key\":\"plans/%s/0/00000/items.jsonl\",\"offset\":\"0\",\"length\":\"%d\"}")
                .formatted(files.jobId(), WORK, files.jobId(), length));
    assertThat(written(files)).as("no list of one batch").containsExactly("items", "objects");
  }

  private List<String> written(PlanFiles files) {
    return embedded.s3.listObjectsV2(r -> r.bucket(WORK).prefix(files.prefix())).contents().stream()
        .map(object -> object.key().substring(files.prefix().length()).replace(".jsonl", ""))
        .toList();
  }

  @Test
  void aCollectionWithoutObjectsHasAnEmptyListOfThem() {
    var files = files();
    var plan = write(files, CopyLimits.DEFAULT, 0);
    assertThat(plan.batches()).isZero();
    assertThat(plan.onlyBatch()).isEmpty();
    assertThat(written(files)).containsExactly("objects");
    assertThat(PlanReader.objects(embedded.s3, calls(), files).hasNext()).isFalse();
  }

  @Test
  void theSamePlanHasTheSameDigest() {
    var files = files();
    String digest = write(files, CopyLimits.DEFAULT, 10).digest();
    assertThat(write(files, CopyLimits.DEFAULT, 10).digest()).isEqualTo(digest).hasSize(64);
    assertThat(write(files, CopyLimits.DEFAULT, 11).digest()).isNotEqualTo(digest);
  }

  @Test
  void objectsOutOfOrderOrTwiceAreRefused() {
    try (var writer = new PlanWriter(new S3Writes(embedded.s3, 1), CopyLimits.DEFAULT, files())) {
      writer.add(object(2, 1));
      assertThatThrownBy(() -> writer.add(object(1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("data/0000001 after data/0000002");
      assertThatThrownBy(() -> writer.add(object(2, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFileOfManyPartsIsReadBackLineByLine() {
    var files = files();
    int count = 40_000;
    try (var writer = new PlanWriter(new S3Writes(embedded.s3, 1), CopyLimits.DEFAULT, files)) {
      for (int i = 0; i < count; i++) {
        writer.add(wide(i));
      }
      assertThat(writer.finish().batches()).isEqualTo(20);
    }
    assertThat(read(files.objectsKey())).hasSizeGreaterThan(2 * (16 << 20));
    var reader = PlanReader.objects(embedded.s3, calls(), files);
    for (int i = 0; i < count; i++) {
      assertThat(reader.next().object()).isEqualTo(wide(i));
    }
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void whatIsNotFinishedLeavesNothing() {
    var files = files();
    try (var writer = new PlanWriter(new S3Writes(embedded.s3, 1), CopyLimits.DEFAULT, files)) {
      for (int i = 0; i < 20_000; i++) {
        writer.add(wide(i));
      }
      assertThat(embedded.s3.listMultipartUploads(r -> r.bucket(WORK)).uploads()).isNotEmpty();
    }
    assertThat(embedded.s3.listObjectsV2(r -> r.bucket(WORK).prefix(files.prefix())).contents())
        .isEmpty();
    assertThat(
            embedded.s3.listMultipartUploads(r -> r.bucket(WORK).prefix(files.prefix())).uploads())
        .isEmpty();
  }

  @Test
  void linesThatCrossBlocksAreReadWhole() {
    var files = files();
    write(files, CopyLimits.DEFAULT, 5);
    int length = read(files.objectsKey()).length;
    for (long block : new long[] {7, 40, 100, length - 1, length, length + 1}) {
      var reader = PlanReader.objects(embedded.s3, calls(), files, block);
      var numbers = new ArrayList<Long>();
      reader.forEachRemaining(file -> numbers.add(file.object().size()));
      assertThat(numbers).as("blocks of %d", block).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void theFilesOfAPlanAreKnownByAnyOfTheirKeys() {
    var files = new PlanFiles(WORK, "job-1", 12, "00003");
    assertThat(PlanFiles.of(WORK, files.itemsKey())).isEqualTo(files);
    assertThatThrownBy(() -> PlanFiles.of(WORK, "plans/job-1/x/00003/items.jsonl"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plans/job-1/x/00003/items.jsonl");
  }
}
