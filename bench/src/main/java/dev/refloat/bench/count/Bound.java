package dev.refloat.bench.count;

/**
 * A number that is to be held.
 *
 * @param what is counted, per what
 * @param value that was counted
 * @param most that it may be
 * @param applies false where there are too few of the things that it is counted by, so that fixed
 *     costs outweigh them
 */
public record Bound(String what, double value, double most, boolean applies) {
  public boolean isHeld() {
    return !applies || value <= most;
  }
}
