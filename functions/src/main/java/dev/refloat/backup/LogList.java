package dev.refloat.backup;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a segment, in one array: a backup has millions of them, and as objects they would
 * take ten times the room. Never changes.
 */
final class LogList extends AbstractList<LogMeta> implements RandomAccess {
  private static final int WIDTH = 3;
  private static final LogList EMPTY = new LogList(new long[0], null);

  /** Texts of so many digits are never above the largest long. */
  private static final int DIGITS_MAX = 18;

  /** Field, id and size of each log, one log behind the other. */
  private final long[] numbers;

  /** The ids of those that are not the text of a number; null where all are. */
  private final @Nullable String @Nullable [] texts;

  private LogList(long[] numbers, @Nullable String @Nullable [] texts) {
    this.numbers = numbers;
    this.texts = texts;
  }

  static LogList of(List<LogMeta> logs) {
    if (logs instanceof LogList same) {
      return same;
    }
    if (logs.isEmpty()) {
      return EMPTY;
    }
    long[] numbers = new long[logs.size() * WIDTH];
    @Nullable String[] texts = null;
    int next = 0;
    for (LogMeta log : logs) {
      long id = number(log.logId());
      if (id < 0) {
        texts = texts == null ? new @Nullable String[logs.size()] : texts;
        texts[next / WIDTH] = log.logId();
      }
      numbers[next++] = log.fieldId();
      numbers[next++] = id;
      numbers[next++] = log.size();
    }
    return new LogList(numbers, texts);
  }

  /** The number whose decimal text this is; -1 where there is none from 0 on. */
  private static long number(String text) {
    boolean isPlain =
        !text.isEmpty()
            && text.length() <= DIGITS_MAX
            && (text.length() == 1 || text.charAt(0) != '0')
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isPlain ? Long.parseLong(text) : -1;
  }

  @Override
  public LogMeta get(int index) {
    Objects.checkIndex(index, size());
    int at = index * WIDTH;
    String text = texts == null ? null : texts[index];
    return new LogMeta(
        numbers[at], text == null ? Long.toString(numbers[at + 1]) : text, numbers[at + 2]);
  }

  @Override
  public int size() {
    return numbers.length / WIDTH;
  }
}
