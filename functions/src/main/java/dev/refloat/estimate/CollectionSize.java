package dev.refloat.estimate;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What there is to do for one collection, as its plan says.
 *
 * @param objects to copy
 * @param deltaLogs those of them that are logs of deletes, under a prefix of their own
 * @param bytes of all objects
 * @param copying how they are copied
 * @param objectReads requests that read the list of objects
 * @param opening what is read of them to verify their content
 * @param rowBytes of the detail in its catalogue row; empty where it needs a manifest instead
 * @param replaced the collection whose place it takes
 */
public record CollectionSize(
    long objects,
    long deltaLogs,
    long bytes,
    Copying copying,
    long objectReads,
    Opening opening,
    OptionalLong rowBytes,
    Optional<Replaced> replaced) {

  /**
   * How objects are copied.
   *
   * @param batches calls that it takes
   * @param objectsInRanges those that are copied in parts
   * @param parts of these
   * @param partLists requests that list all parts once
   * @param batchPartLists requests that list them for batches: one for each object of which a batch
   *     has ranges
   * @param rangedReads requests that read the list of objects in ranges
   * @param batchesAtOnce calls that go on at the same time, at most
   */
  public record Copying(
      long batches,
      long objectsInRanges,
      long parts,
      long partLists,
      long batchPartLists,
      long rangedReads,
      long batchesAtOnce) {
    Copying atOnce(long calls) {
      return new Copying(
          batches, objectsInRanges, parts, partLists, batchPartLists, rangedReads, calls);
    }
  }

  /**
   * Which files are opened.
   *
   * @param batches of files; 0 where none is opened
   * @param reads of the files themselves
   */
  public record Opening(long batches, long reads) {
    public static final Opening NOTHING = new Opening(0, 0);
  }

  /** What is removed, once the collection has the name. */
  public record Replaced(long insertLogs, long deltaLogs, boolean hasManifest) {}

  /** The same, in the place of another collection. */
  public CollectionSize replacing(Replaced other) {
    return new CollectionSize(
        objects, deltaLogs, bytes, copying, objectReads, opening, rowBytes, Optional.of(other));
  }

  /** The same, with so many batches at the same time. */
  public CollectionSize atOnce(long batches) {
    return new CollectionSize(
        objects,
        deltaLogs,
        bytes,
        copying.atOnce(batches),
        objectReads,
        opening,
        rowBytes,
        replaced);
  }

  long wholeObjects() {
    return objects - copying.objectsInRanges();
  }
}
