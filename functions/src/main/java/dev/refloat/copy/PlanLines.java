package dev.refloat.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.refloat.platform.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a plan's files. Names are one letter, because a plan has up to ten million lines and
 * every batch reads its own.
 *
 * <pre>
 * objects.jsonl  {"s":source key,"d":destination key,"n":size,"e":ETag}  with "r":bytes of a range where it is cut
 * ranged.jsonl   those with "r", and "o":line in objects.jsonl
 * items.jsonl    the same without "r", and for a range {…,"o":line in objects.jsonl,"p":part,"f":first byte,"l":last byte}
 * </pre>
 */
final class PlanLines {
  private PlanLines() {}

  /**
   * @param line that every line of a file can be written with
   */
  static byte[] line(JsonLine line, PlannedFile file) {
    head(line, file.object());
    file.ranges().ifPresent(ranges -> line.add('r', ranges.rangeBytes()));
    return line.end();
  }

  /** Of an object in ranges, with the number of its line in {@code objects.jsonl}. */
  static byte[] rangedLine(JsonLine line, PlannedFile file) {
    Ranges ranges = file.ranges().orElseThrow();
    return head(line, file.object()).add('r', ranges.rangeBytes()).add('o', file.number()).end();
  }

  static byte[] line(JsonLine line, CopyItem item) {
    head(line, item.object());
    if (item instanceof CopyItem.RangeItem(PlannedObject _, long number, ByteRange range)) {
      line.add('o', number).add('p', range.part()).add('f', range.first()).add('l', range.last());
    }
    return line.end();
  }

  private static JsonLine head(JsonLine line, PlannedObject object) {
    return line.add('s', object.source())
        .add('d', object.destination())
        .add('n', object.size())
        .add('e', object.eTag());
  }

  /**
   * A line of {@code objects.jsonl} or {@code ranged.jsonl}.
   *
   * @param position of the line in its file, which is its number where it names none
   */
  static PlannedFile file(long position, byte[] json) {
    Line line = Json.read(json, Line.class);
    Long rangeBytes = line.r;
    return new PlannedFile(
        line.o == null ? position : line.o,
        line.object(),
        rangeBytes == null ? Optional.empty() : Optional.of(new Ranges(line.n, rangeBytes)));
  }

  static CopyItem item(byte[] json) {
    Line line = Json.read(json, Line.class);
    if (line.o == null || line.p == null || line.f == null || line.l == null) {
      return new CopyItem.WholeItem(line.object());
    }
    return new CopyItem.RangeItem(line.object(), line.o, new ByteRange(line.p, line.f, line.l));
  }

  private record Line(
      @JsonProperty(required = true) String s,
      @JsonProperty(required = true) String d,
      @JsonProperty(required = true) long n,
      @JsonProperty(required = true) String e,
      @Nullable Long r,
      @Nullable Long o,
      @Nullable Integer p,
      @Nullable Long f,
      @Nullable Long l) {

    PlannedObject object() {
      return new PlannedObject(s, d, n, e);
    }
  }
}
