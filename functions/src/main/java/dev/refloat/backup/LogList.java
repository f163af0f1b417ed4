package dev.refloat.backup;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a segment, in one array: a backup has millions of them, and as objects they would
 * take thirty times the room. Of a field, an id and a size only the difference from the least of
 * the list is kept, in as many bytes as the largest difference needs: ids of one segment are close
 * to each other. Never changes.
 */
final class LogList extends AbstractList<LogMeta> implements RandomAccess {
  /** A log alone is all least. One for all: every segment has a list of its deletes. */
  private static final byte[] NONE = {};

  private static final LogList EMPTY = new LogList(List.of());

  /** Texts of so many digits are never above the largest long. */
  private static final int DIGITS_MAX = 18;

  private final int size;
  private final long field;
  private final long id;
  private final long bytes;
  private final byte fieldWidth;
  private final byte idWidth;
  private final byte bytesWidth;

  /** What is above the least field, id and size of each log, one log behind the other. */
  private final byte[] packed;

  /** The ids of those that are not the text of a number; null where all are. */
  private final @Nullable String @Nullable [] texts;

  private LogList(List<LogMeta> logs) {
    size = logs.size();
    texts = texts(logs);
    long[] fields = new long[size];
    long[] ids = new long[size];
    long[] sizes = new long[size];
    for (int i = 0; i < size; i++) {
      LogMeta log = logs.get(i);
      fields[i] = log.fieldId();
      ids[i] = texts == null || texts[i] == null ? Long.parseLong(log.logId()) : 0;
      sizes[i] = log.size();
    }
    field = least(fields);
    id = least(ids);
    bytes = least(sizes);
    fieldWidth = width(fields, field);
    idWidth = width(ids, id);
    bytesWidth = width(sizes, bytes);
    packed = size * row() == 0 ? NONE : new byte[size * row()];
    int at = 0;
    for (int i = 0; i < size; i++) {
      at = write(fields[i] - field, at, fieldWidth);
      at = write(ids[i] - id, at, idWidth);
      at = write(sizes[i] - bytes, at, bytesWidth);
    }
  }

  static LogList of(List<LogMeta> logs) {
    if (logs instanceof LogList same) {
      return same;
    }
    return logs.isEmpty() ? EMPTY : new LogList(logs);
  }

  private static @Nullable String @Nullable [] texts(List<LogMeta> logs) {
    @Nullable String[] texts = null;
    for (int i = 0; i < logs.size(); i++) {
      String text = logs.get(i).logId();
      if (!isNumber(text)) {
        texts = texts == null ? new @Nullable String[logs.size()] : texts;
        texts[i] = text;
      }
    }
    return texts;
  }

  /** Whether it is the decimal text of a number from 0 on. */
  private static boolean isNumber(String text) {
    boolean isPlain =
        !text.isEmpty()
            && text.length() <= DIGITS_MAX
            && (text.length() == 1 || text.charAt(0) != '0');
    for (int i = 0; isPlain && i < text.length(); i++) {
      isPlain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return isPlain;
  }

  private static long least(long[] numbers) {
    long least = numbers.length == 0 ? 0 : numbers[0];
    for (long number : numbers) {
      least = Math.min(least, number);
    }
    return least;
  }

  /** A difference that is no long is one of eight bytes, and comes back as it was. */
  private static byte width(long[] numbers, long least) {
    long bits = 0;
    for (long number : numbers) {
      bits |= number - least;
    }
    return (byte) Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(bits), Byte.SIZE);
  }

  private int row() {
    return fieldWidth + idWidth + bytesWidth;
  }

  private int write(long number, int at, int width) {
    for (int i = 0; i < width; i++) {
      packed[at + i] = (byte) (number >>> (i * Byte.SIZE));
    }
    return at + width;
  }

  private long read(int at, int width) {
    long number = 0;
    for (int i = 0; i < width; i++) {
      number |= (packed[at + i] & 0xFFL) << (i * Byte.SIZE);
    }
    return number;
  }

  @Override
  public LogMeta get(int index) {
    Objects.checkIndex(index, size);
    int at = index * row();
    String text = texts == null ? null : texts[index];
    return new LogMeta(
        field + read(at, fieldWidth),
        text == null ? Long.toString(id + read(at + fieldWidth, idWidth)) : text,
        bytes + read(at + fieldWidth + idWidth, bytesWidth));
  }

  /** Sizes of all of them together, in bytes. */
  long totalBytes() {
    long sum = size * bytes;
    for (int i = 0; i < size; i++) {
      sum += read(i * row() + fieldWidth + idWidth, bytesWidth);
    }
    return sum;
  }

  @Override
  public int size() {
    return size;
  }
}
