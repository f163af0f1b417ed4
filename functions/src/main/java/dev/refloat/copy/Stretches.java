package dev.refloat.copy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a collection at keys of its plan, so that many parts of it are listed at the same time. Each
 * has as many planned keys as a page of a list: where just these are there, it takes as many
 * requests as one listing of all. Together they cover all keys of all prefixes.
 *
 * <p>{@link dev.refloat.platform.RangedListing} takes all its ranges at once, which hold what is
 * expected there; a plan is read while it is compared, and never held whole.
 */
final class Stretches implements Iterator<Stretch> {
  private final Iterator<PlannedFile> planned;
  private final Iterator<String> prefixes;
  private final int keys;
  private @Nullable PlannedFile next;
  private @Nullable String prefix;
  private @Nullable String after;

  /**
   * @param planned in key order, each under one of the prefixes
   * @param prefixes in key order
   * @param keys of a stretch, at most
   */
  Stretches(Iterator<PlannedFile> planned, List<String> prefixes, int keys) {
    this.planned = planned;
    this.prefixes = prefixes.iterator();
    this.keys = keys;
    advance();
  }

  @Override
  public boolean hasNext() {
    return prefix != null || prefixes.hasNext() || next != null;
  }

  /**
   * @throws IllegalStateException where the plan has a key under none of the prefixes, which nobody
   *     would list
   */
  @Override
  public Stretch next() {
    String under = prefix == null ? nextPrefix() : prefix;
    String from = after;
    List<PlannedFile> files = new ArrayList<>();
    while (files.size() < keys && isUnder(under)) {
      files.add(next);
      advance();
    }
    boolean isLast = !isUnder(under);
    prefix = isLast ? null : under;
    after = isLast ? null : files.getLast().object().destination();
    return new Stretch(under, from, after, files);
  }

  private String nextPrefix() {
    if (next == null && !prefixes.hasNext()) {
      throw new NoSuchElementException();
    }
    if (!prefixes.hasNext()) {
      throw new IllegalStateException("A plan has a key that is not of its collection");
    }
    return prefixes.next();
  }

  private boolean isUnder(String under) {
    return next != null && next.object().destination().startsWith(under);
  }

  private void advance() {
    next = planned.hasNext() ? planned.next() : null;
  }
}
