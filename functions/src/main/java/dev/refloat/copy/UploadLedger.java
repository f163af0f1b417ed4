package dev.refloat.copy;

import static java.util.stream.Collectors.toMap;

import dev.refloat.platform.Item;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The multipart uploads of a job: {@code UPLOAD#{collection}#{attempt}#{object}} under the job. In
 * one attempt an object has one upload, which all batches with ranges of it use.
 */
public final class UploadLedger {
  private static final Duration KEPT = Duration.ofDays(90);

  private final DynamoDbClient dynamo;
  private final String table;
  private final JobItems items;
  private final Clock clock;

  /**
   * The ledger of all jobs.
   *
   * @param table the table Jobs
   */
  public UploadLedger(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.items = new JobItems(dynamo, table);
    this.clock = clock;
  }

  /**
   * An open or completed upload.
   *
   * @param number of the object's line in {@code objects.jsonl}
   * @param attempt of the job whose plan has that line
   * @param sourceChecksum full-object CRC-64/NVME of the source, where it has one
   */
  record Upload(
      long number,
      int attempt,
      String destination,
      String uploadId,
      Optional<String> sourceChecksum) {}

  /** Those of the objects that have an upload of this attempt, by the number of their line. */
  Map<Long, Upload> find(PlanFiles files, Collection<Long> numbers) {
    List<String> keys =
        numbers.stream().map(n -> key(files.collection(), files.attempt(), n)).toList();
    return items.get(files.jobId(), keys).stream()
        .map(UploadLedger::upload)
        .collect(toMap(Upload::number, Function.identity()));
  }

  Optional<Upload> find(PlanFiles files, long number) {
    return Optional.ofNullable(find(files, List.of(number)).get(number));
  }

  /** Every upload of an attempt at a collection. */
  Stream<Upload> all(String jobId, String collection, int attempt) {
    return items.startingWith(jobId, prefix(collection, attempt)).map(UploadLedger::upload);
  }

  /**
   * Remembers an upload.
   *
   * @return false where the object has one already
   */
  boolean add(PlanFiles files, Upload upload) {
    Item entry =
        Item.key(
                JobItems.pk(files.jobId()),
                key(files.collection(), files.attempt(), upload.number()))
            .with("number", upload.number())
            .with("attempt", upload.attempt())
            .with("destination", upload.destination())
            .with("uploadId", upload.uploadId())
            .with("sourceChecksum", upload.sourceChecksum().orElse(null))
            .with("expiresAt", clock.instant().plus(KEPT).getEpochSecond());
    try {
      dynamo.putItem(
          r ->
              r.tableName(table)
                  .item(entry.attributes())
                  .conditionExpression("attribute_not_exists(pk)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Forgets every upload of an attempt at a collection. They must be aborted before. */
  void forget(String jobId, String collection, int attempt) {
    items.deleteStartingWith(jobId, prefix(collection, attempt));
  }

  private static Upload upload(Item entry) {
    return new Upload(
        entry.number("number"),
        (int) entry.number("attempt"),
        entry.text("destination"),
        entry.text("uploadId"),
        entry.findText("sourceChecksum"));
  }

  private static String prefix(String collection, int attempt) {
    return "UPLOAD#" + collection + "#" + attempt + "#";
  }

  private static String key(String collection, int attempt, long number) {
    return prefix(collection, attempt) + "%08d".formatted(number);
  }
}
