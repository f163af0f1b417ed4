package dev.refloat.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.cluster.DataLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan's {@code collections.jsonl}, and the input of each step of that collection: references only.
 * Numbers are text, because a state machine reads them as floating point.
 *
 * @param collection its number in the plan, five digits
 * @param collectionId the new id
 * @param bucket the work bucket
 * @param prefix of the collection's files in it, ending in a slash
 * @param batches how many
 * @param resultsPrefix where the results of the Map over batches go
 * @param onlyBatch the input of the one CopyFunction call, where there is exactly one batch
 * @param digest SHA-256 in hex of the collection's files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionPlan(
    String jobId,
    String collection,
    String clusterId,
    String collectionId,
    String dbName,
    String name,
    String bucket,
    String prefix,
    String batches,
    String batchesKey,
    String resultsPrefix,
    @Nullable JsonNode onlyBatch,
    String digest) {

  /** The catalogue entry that the collection will have. */
  public String entryKey() {
    return prefix + "entry.json";
  }

  public String objectsKey() {
    return prefix + "objects.jsonl";
  }

  public List<String> destinationPrefixes() {
    return DataLayout.collectionPrefixes(clusterId, collectionId);
  }
}
