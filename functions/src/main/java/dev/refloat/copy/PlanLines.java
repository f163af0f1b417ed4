package dev.refloat.copy;

import com.fasterxml.jackson.annotation.JsonInclude;
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

  static byte[] line(PlannedFile file) {
    return Json.bytes(
        Line.of(file.object()).cut(file.ranges().map(Ranges::rangeBytes).orElse(null)));
  }

  /** Of an object in ranges, with the number of its line in {@code objects.jsonl}. */
  static byte[] rangedLine(PlannedFile file) {
    Ranges ranges = file.ranges().orElseThrow();
    return Json.bytes(Line.of(file.object()).cut(ranges.rangeBytes()).numbered(file.number()));
  }

  static byte[] line(CopyItem item) {
    return Json.bytes(
        switch (item) {
          case CopyItem.WholeItem whole -> Line.of(whole.object());
          case CopyItem.RangeItem range -> Line.of(range.object()).range(range);
        });
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

  @JsonInclude(JsonInclude.Include.NON_NULL)
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

    static Line of(PlannedObject object) {
      return new Line(
          object.source(),
          object.destination(),
          object.size(),
          object.eTag(),
          null,
          null,
          null,
          null,
          null);
    }

    Line cut(@Nullable Long rangeBytes) {
      return new Line(s, d, n, e, rangeBytes, o, p, f, l);
    }

    Line numbered(long number) {
      return new Line(s, d, n, e, r, number, p, f, l);
    }

    Line range(CopyItem.RangeItem item) {
      ByteRange range = item.range();
      return new Line(s, d, n, e, r, item.number(), range.part(), range.first(), range.last());
    }

    PlannedObject object() {
      return new PlannedObject(s, d, n, e);
    }
  }
}
