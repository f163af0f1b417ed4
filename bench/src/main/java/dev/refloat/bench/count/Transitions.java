package dev.refloat.bench.count;

/**
 * State transitions of one restore, as Step Functions bills them: each state that is entered, each
 * repeated attempt, and the start of each execution, which it counts too where one follows its
 * examples.
 *
 * @param restore those of the execution itself
 * @param collections those of its children, one execution per collection
 * @param batches those below them, one execution per batch
 * @param batchCount batches that were copied, in an execution of their own or not
 * @param collectionCount collections that were restored
 */
public record Transitions(
    long restore, long collections, long batches, long batchCount, long collectionCount) {

  public long all() {
    return restore + collections + batches;
  }
}
