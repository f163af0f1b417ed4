package dev.refloat.bench.scale;

/** The most that there was of something in any second. */
public final class PeakRate {
  private long second = -1;
  private double sum;
  private double peak;

  /**
   * @param now in milliseconds, never less than before
   */
  public void add(long now, double count) {
    long present = now / 1000;
    if (present != second) {
      second = present;
      sum = 0;
    }
    sum += count;
    peak = Math.max(peak, sum);
  }

  public long peak() {
    return Math.round(peak);
  }
}
