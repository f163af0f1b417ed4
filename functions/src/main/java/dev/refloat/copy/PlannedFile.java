package dev.refloat.copy;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a plan's {@code objects.jsonl}.
 *
 * @param number of the line, from 0
 * @param object what is copied
 * @param ranges how it is cut; absent where one CopyObject does it. The plan holds it, so that
 *     opening, copying and completing agree even where the limits were changed in between.
 */
public record PlannedFile(long number, PlannedObject object, Optional<Ranges> ranges) {

  static PlannedFile of(long number, PlannedObject object, CopyLimits limits) {
    return new PlannedFile(
        number,
        object,
        object.size() > limits.rangeThreshold()
            ? Optional.of(Ranges.of(object.size(), limits))
            : Optional.empty());
  }

  /** The requests that copy it. */
  Stream<CopyItem> items() {
    return ranges
        .<Stream<CopyItem>>map(
            cut -> cut.stream().map(range -> new CopyItem.RangeItem(object, number, range)))
        .orElseGet(() -> Stream.of(new CopyItem.WholeItem(object)));
  }
}
