package dev.refloat.backup;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Milvus, as far as it decides what can be restored where. */
public record MilvusVersion(int major, int minor) implements Comparable<MilvusVersion> {
  /** {@code v2.6.0}, {@code 2.5.4-gpu}, {@code 2.6}; development builds have a git hash instead. */
  private static final Pattern TEXT = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})([.+-].*)?");

  /** Empty where the text names no version. */
  static Optional<MilvusVersion> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new MilvusVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(MilvusVersion other) {
    return Comparator.comparingInt(MilvusVersion::major)
        .thenComparingInt(MilvusVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
