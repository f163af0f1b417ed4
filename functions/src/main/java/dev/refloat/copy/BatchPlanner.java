package dev.refloat.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Cuts a stream of items into batches.
 *
 * <p>S3 splits a bucket by key prefix, and a prefix takes 3,500 copies a second. Neighbours in key
 * order share a prefix, so a batch must not be a run of neighbours. A window of items is held and
 * walked in steps of about 0.618 of its length, which visits every item once and keeps neighbours
 * far apart: in time within a batch, and over the batches of the window. The same walk spreads the
 * ranges of one object. It depends on nothing but the input, so a plan can be made again.
 *
 * @param <T> an item, or what stands for it
 */
final class BatchPlanner<T> {
  /** At some 400 bytes each they are 13 MB of heap. */
  private static final int WINDOW_ITEMS = 32_000;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private final CopyLimits limits;
  private final int windowBatches;
  private final ToLongFunction<T> bytes;
  private final Consumer<List<T>> batches;
  private final List<T> window = new ArrayList<>();
  private long windowBytes;

  /**
   * A planner for one collection.
   *
   * @param bytes that an item copies
   * @param batches is given each batch, never an empty one
   */
  BatchPlanner(CopyLimits limits, ToLongFunction<T> bytes, Consumer<List<T>> batches) {
    this.limits = limits;
    this.windowBatches = Math.max(1, WINDOW_ITEMS / limits.batchItems());
    this.bytes = bytes;
    this.batches = batches;
  }

  void add(T item) {
    if (window.size() == windowBatches * limits.batchItems()
        || windowBytes / windowBatches >= limits.batchBytes()) {
      flush();
    }
    window.add(item);
    windowBytes += bytes.applyAsLong(item);
  }

  void finish() {
    flush();
  }

  private void flush() {
    int size = window.size();
    if (size == 0) {
      return;
    }
    int most = evenly(size);
    var batch = new Batch(most);
    long step = coprimeStep(size);
    for (int i = 0; i < size; i++) {
      T item = window.get((int) (i * step % size));
      if (!batch.hasRoomFor(item)) {
        batches.accept(batch.items);
        batch = new Batch(most);
      }
      batch.add(item);
    }
    batches.accept(batch.items);
    window.clear();
    windowBytes = 0;
  }

  /** Items per batch so that the last one is not a remainder of a few. */
  private int evenly(int size) {
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
    private final List<T> items;
    private final int most;
    private long sum;

    Batch(int most) {
      this.most = most;
      this.items = new ArrayList<>(most);
    }

    boolean hasRoomFor(T item) {
      return items.isEmpty()
          || (items.size() < most && sum + bytes.applyAsLong(item) <= limits.batchBytes());
    }

    void add(T item) {
      items.add(item);
      sum += bytes.applyAsLong(item);
    }
  }
}
