package dev.refloat.copy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the plan of one collection is: {@code plans/{jobId}/{attempt}/{collection}/} in the work
 * bucket. An attempt plans anew and its files are never changed.
 *
 * @param bucket the work bucket
 * @param attempt from 0; a job that is tried again has the next one
 * @param collection number of the collection in the job's plan, five digits
 */
public record PlanFiles(String bucket, String jobId, int attempt, String collection) {
  private static final Pattern KEY = Pattern.compile("plans/([^/]+)/([0-9]{1,9})/([^/]+)/[^/]+");

  /**
   * The plan that a file belongs to.
   *
   * @param key of one of its files
   * @throws IllegalArgumentException where it is not one
   */
  public static PlanFiles of(String bucket, String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not the key of a file of a plan: " + key);
    }
    return new PlanFiles(bucket, parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3));
  }

  public String prefix() {
    return "plans/" + jobId + "/" + attempt + "/" + collection + "/";
  }

  /** One line per object, in the order of destination keys. */
  public String objectsKey() {
    return prefix() + "objects.jsonl";
  }

  /** The lines of those objects that are copied in ranges; there only where there are such. */
  public String rangedKey() {
    return prefix() + "ranged.jsonl";
  }

  /** The items of all batches, batch after batch; there only where there are objects. */
  public String itemsKey() {
    return prefix() + "items.jsonl";
  }

  /** One line per batch: the input of one call. There only where there are several. */
  public String batchesKey() {
    return prefix() + "batches.jsonl";
  }
}
