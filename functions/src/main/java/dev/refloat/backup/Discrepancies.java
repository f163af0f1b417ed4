package dev.refloat.backup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the objects of a backup do not fit its meta: counted all, and the first of each kind kept
 * by key, so that a backup that lacks millions needs no more room than one that lacks a few.
 */
final class Discrepancies {
  /** Keys that a message names of each kind. */
  static final int NAMED = 20;

  enum Kind {
    MISSING("missing"),
    SHORT("short"),
    LONG("too long"),
    SURPLUS("surplus");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> named = new EnumMap<>(Kind.class);

  void missing(String key) {
    add(Kind.MISSING, key);
  }

  void surplus(String key) {
    add(Kind.SURPLUS, key);
  }

  void wrongSize(String key, long expected, long found) {
    Kind kind = found < expected ? Kind.SHORT : Kind.LONG;
    add(kind, key + " (expected " + expected + " bytes, found " + found + ")");
  }

  /** Adds those of a range that follows this one's. */
  void addAll(Discrepancies later) {
    later.named.forEach((kind, texts) -> texts.forEach(text -> name(kind, text)));
    later.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Such as {@code 1 missing: a/b; 30 surplus: c/d, … and 10 more}. */
  String describe() {
    return counts.keySet().stream().map(this::describe).collect(Collectors.joining("; "));
  }

  private String describe(Kind kind) {
    List<String> texts = named.getOrDefault(kind, List.of());
    long count = counts.getOrDefault(kind, 0L);
    String all = count + " " + kind.word + ": " + String.join(", ", texts);
    return count > texts.size() ? all + " and " + (count - texts.size()) + " more" : all;
  }

  private void add(Kind kind, String text) {
    counts.merge(kind, 1L, Long::sum);
    name(kind, text);
  }

  private void name(Kind kind, String text) {
    List<String> texts = named.computeIfAbsent(kind, k -> new ArrayList<>());
    if (texts.size() < NAMED) {
      texts.add(text);
    }
  }
}
