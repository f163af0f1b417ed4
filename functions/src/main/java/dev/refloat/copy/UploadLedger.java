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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The multipart uploads of a job: {@code UPLOAD#{collection}#{object}} under the job. One object
 * has one upload, which all batches with ranges of it use.
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
    List<String> keys = numbers.stream().map(n -> key(files.collection(), n)).toList();
    return items.get(files.jobId(), keys).stream()
        .map(UploadLedger::upload)
        .filter(upload -> upload.attempt() == files.attempt())
        .collect(toMap(Upload::number, Function.identity()));
  }

  Optional<Upload> find(PlanFiles files, long number) {
    return Optional.ofNullable(find(files, List.of(number)).get(number));
  }

  /** Every upload of a collection, whatever the attempt. */
  Stream<Upload> all(String jobId, String collection) {
    return items.startingWith(jobId, prefix(collection)).map(UploadLedger::upload);
  }

  /**
   * Remembers an upload.
   *
   * @return false where the object has one of this attempt, or a newer one, already
   */
  boolean add(PlanFiles files, Upload upload) {
    Item entry =
        Item.key(JobItems.pk(files.jobId()), key(files.collection(), upload.number()))
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
                  .conditionExpression("attribute_not_exists(pk) OR attempt < :attempt")
                  .expressionAttributeValues(
                      Map.of(
                          ":attempt", AttributeValue.fromN(Integer.toString(upload.attempt())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Forgets every upload of a collection. They must be aborted before. */
  void forget(String jobId, String collection) {
    items.deleteStartingWith(jobId, prefix(collection));
  }

  private static Upload upload(Item entry) {
    return new Upload(
        entry.number("number"),
        (int) entry.number("attempt"),
        entry.text("destination"),
        entry.text("uploadId"),
        entry.findText("sourceChecksum"));
  }

  private static String prefix(String collection) {
    return "UPLOAD#" + collection + "#";
  }

  private static String key(String collection, long number) {
    return prefix(collection) + "%08d".formatted(number);
  }
}
