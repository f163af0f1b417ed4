package dev.refloat.copy;

import java.util.Optional;

/**
 * What a written plan amounts to.
 *
 * @param objects to copy
 * @param objectsInRanges those of them that are copied in ranges
 * @param bytes of all objects
 * @param batches calls it takes
 * @param requests writing requests to S3 that copy it, without retries: one per object, parts and
 *     two per object in ranges
 * @param digest SHA-256 over the SHA-256 of the files that are there, in the order objects, ranged,
 *     items, batches, in hexadecimal
 * @param onlyBatch the one call, where it takes no more
 * @param beside requests to S3 that its steps make beside those
 */
public record CollectionPlan(
    PlanFiles files,
    long objects,
    long objectsInRanges,
    long bytes,
    long batches,
    long requests,
    String digest,
    Optional<BatchPayload> onlyBatch,
    Beside beside) {

  /**
   * What it takes besides copying.
   *
   * @param parts of the objects in ranges, each a copy
   * @param partLists requests that list all of these once
   * @param batchPartLists requests that list them for batches: one for each object of which a batch
   *     has ranges, as long as less than a page of its parts is there
   * @param objectReads requests that read the list of objects
   * @param rangedReads requests that read the list of objects in ranges; 0 where there is none
   */
  public record Beside(
      long parts, long partLists, long batchPartLists, long objectReads, long rangedReads) {}
}
