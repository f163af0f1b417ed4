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
 */
public record CollectionPlan(
    PlanFiles files,
    long objects,
    long objectsInRanges,
    long bytes,
    long batches,
    long requests,
    String digest,
    Optional<BatchPayload> onlyBatch) {}
