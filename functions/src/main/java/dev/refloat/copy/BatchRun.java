package dev.refloat.copy;

import static java.util.stream.Collectors.toSet;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One call's work on one batch: which of its items are copied, and the copying of the others. */
final class BatchRun {
  private final List<CopyItem> items;
  private final Map<Long, UploadLedger.Upload> uploads;
  private final ObjectCopier copier;
  private final CopyCalls calls;
  private final Refusals refusals;
  private final BitSet copied;

  /**
   * @param uploads of the objects with ranges in this batch
   * @param copied items that are copied already; is added to
   */
  BatchRun(
      List<CopyItem> items,
      Map<Long, UploadLedger.Upload> uploads,
      ObjectCopier copier,
      CopyCalls calls,
      Refusals refusals,
      BitSet copied) {
    this.items = items;
    this.uploads = uploads;
    this.copier = copier;
    this.calls = calls;
    this.refusals = refusals;
    this.copied = copied;
  }

  /** The objects of which this batch has ranges, by the number of their line. */
  static Set<Long> numbers(List<CopyItem> items) {
    return items.stream()
        .filter(CopyItem.RangeItem.class::isInstance)
        .map(item -> ((CopyItem.RangeItem) item).number())
        .collect(toSet());
  }

  /** Marks the ranges that an earlier call copied, as the parts of the upload show. */
  void markThere(Map<Long, Map<Integer, Long>> partSizes) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof CopyItem.RangeItem item) {
        Long size = partSizes.getOrDefault(item.number(), Map.of()).get(item.range().part());
        if (size != null && size == item.bytes()) {
          mark(i);
        }
      }
    }
  }

  void run(Parallel parallel) {
    var todo = IntStream.range(0, items.size()).filter(i -> !isCopied(i)).boxed().toList();
    parallel.forEach(todo.iterator(), this::copy);
  }

  private void copy(int i, BooleanSupplier stopped) {
    CopyItem item = items.get(i);
    try {
      calls.call(
          stopped,
          () -> {
            copy(item);
            return item;
          });
    } catch (RuntimeException e) {
      throw refusals.of(item.object(), e);
    }
    mark(i);
  }

  private void copy(CopyItem item) {
    switch (item) {
      case CopyItem.WholeItem whole -> copier.copy(whole.object());
      case CopyItem.RangeItem range -> copier.copy(range.object(), range.range(), uploadId(range));
    }
  }

  private String uploadId(CopyItem.RangeItem item) {
    UploadLedger.@Nullable Upload upload = uploads.get(item.number());
    if (upload == null) {
      throw new IllegalStateException("An object in ranges has no upload: it was never opened");
    }
    return upload.uploadId();
  }

  private synchronized void mark(int i) {
    copied.set(i);
  }

  private synchronized boolean isCopied(int i) {
    return copied.get(i);
  }

  synchronized BitSet copied() {
    return (BitSet) copied.clone();
  }
}
