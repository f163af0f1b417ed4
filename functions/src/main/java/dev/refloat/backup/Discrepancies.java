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

  /** Keys that are kept of each kind. */
  static final int KEPT = 250;

  enum Kind {
    MISSING("missing", "the meta names it, and it is not there"),
    SHORT("short", "it is short"),
    LONG("too long", "it is too long"),
    SURPLUS("surplus", "it is there, and the meta does not name it");

    private final String word;
    private final String sentence;

    Kind(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }
  }

  /**
   * An object.
   *
   * @param sizes in words; empty where they are of no matter
   */
  private record Named(String key, String sizes) {
    @Override
    public String toString() {
      return sizes.isEmpty() ? key : key + " (" + sizes + ")";
    }

    Finding finding(Kind kind) {
      return Finding.problem(key, sizes.isEmpty() ? kind.sentence : kind.sentence + ": " + sizes);
    }
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Named>> named = new EnumMap<>(Kind.class);

  void missing(String key) {
    add(Kind.MISSING, new Named(key, ""));
  }

  void surplus(String key) {
    add(Kind.SURPLUS, new Named(key, ""));
  }

  void wrongSize(String key, long expected, long found) {
    Kind kind = found < expected ? Kind.SHORT : Kind.LONG;
    add(kind, new Named(key, "expected " + expected + " bytes, found " + found));
  }

  /** Adds those of a range that follows this one's. */
  void addAll(Discrepancies later) {
    later.named.forEach((kind, objects) -> objects.forEach(object -> name(kind, object)));
    later.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Each a problem, about its key. */
  Findings findings() {
    List<Finding> problems =
        named.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(o -> o.finding(entry.getKey())))
            .toList();
    long count = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Findings(problems, List.of(), count, 0);
  }

  /** Such as {@code 1 missing: a/b; 30 surplus: c/d, … and 10 more}. */
  String describe() {
    return counts.keySet().stream().map(this::describe).collect(Collectors.joining("; "));
  }

  private String describe(Kind kind) {
    String first =
        named.getOrDefault(kind, List.of()).stream()
            .limit(NAMED)
            .map(Named::toString)
            .collect(Collectors.joining(", "));
    long count = counts.getOrDefault(kind, 0L);
    String all = count + " " + kind.word + ": " + first;
    return count > NAMED ? all + " and " + (count - NAMED) + " more" : all;
  }

  private void add(Kind kind, Named object) {
    counts.merge(kind, 1L, Long::sum);
    name(kind, object);
  }

  private void name(Kind kind, Named object) {
    List<Named> objects = named.computeIfAbsent(kind, k -> new ArrayList<>());
    if (objects.size() < KEPT) {
      objects.add(object);
    }
  }
}
