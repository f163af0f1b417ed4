package dev.refloat.copy;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of items into batches.
 *
 * <p>S3 splits a bucket by key prefix, and a prefix takes 3,500 copies a second. Neighbours in key
 * order share a prefix, so a batch must not be a run of neighbours. A window of items is held and
 * walked in steps of about 0.618 of its length, which visits every item once and keeps neighbours
 * far apart: in time within a batch, and over the batches of the window. The same walk spreads the
 * ranges of one object. It depends on nothing but the input, so a plan can be made again.
 *
 * <p>It knows of an item how many bytes it copies and its place in the window; who gives it items
 * has them.
 */
final class BatchPlanner {
  /** At some 400 bytes each they are 13 MB of heap. */
  private static final int WINDOW_ITEMS = 32_000;

  /** Most collections have few. */
  private static final int FIRST_ITEMS = 16;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private final CopyLimits limits;
  private final int windowBatches;
  private final Consumer<int[]> batches;

  /** What each item of the window copies. */
  private long[] bytes = new long[FIRST_ITEMS];

  private int size;
  private long windowBytes;

  /**
   * A planner for one collection.
   *
   * @param batches is given the places of each batch, never of an empty one
   */
  BatchPlanner(CopyLimits limits, Consumer<int[]> batches) {
    this.limits = limits;
    this.windowBatches = Math.max(1, WINDOW_ITEMS / limits.batchItems());
    this.batches = batches;
  }

  /**
   * Takes the next item, and before it maybe cuts what it has into batches.
   *
   * @param itemBytes that it copies
   * @return its place; from 0 on where a window begins, and all that were before are in batches
   */
  int add(long itemBytes) {
    if (size == windowBatches * limits.batchItems()
        || windowBytes / windowBatches >= limits.batchBytes()) {
      flush();
    }
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size] = itemBytes;
    windowBytes += itemBytes;
    return size++;
  }

  void finish() {
    flush();
  }

  private void flush() {
    if (size == 0) {
      return;
    }
    var batch = new Batch(evenly());
    long step = coprimeStep(size);
    for (int i = 0; i < size; i++) {
      int place = (int) (i * step % size);
      if (!batch.hasRoomFor(place)) {
        batches.accept(batch.take());
      }
      batch.add(place);
    }
    batches.accept(batch.take());
    size = 0;
    windowBytes = 0;
  }

  /** Items per batch so that the last one is not a remainder of a few. */
  private int evenly() {
    long byItems = Math.ceilDiv(size, limits.batchItems());
    long byBytes = Math.ceilDiv(windowBytes, limits.batchBytes());
    return (int) Math.ceilDiv(size, Math.max(1, Math.max(byItems, byBytes)));
  }

  /** Steps of a length without a common divisor visit each item of the window exactly once. */
  private static int coprimeStep(int size) {
    int step = Math.max(1, (int) Math.round(size * GOLDEN_RATIO));
    while (greatestCommonDivisor(step, size) != 1) {
      step++;
    }
    return step;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  private final class Batch {
    private final int[] places;
    private int count;
    private long sum;

    Batch(int most) {
      this.places = new int[most];
    }

    boolean hasRoomFor(int place) {
      return count == 0 || (count < places.length && sum + bytes[place] <= limits.batchBytes());
    }

    void add(int place) {
      places[count++] = place;
      sum += bytes[place];
    }

    /** What it has; nothing then. */
    int[] take() {
      int[] taken = Arrays.copyOf(places, count);
      count = 0;
      sum = 0;
      return taken;
    }
  }
}
