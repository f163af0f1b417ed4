package dev.refloat.local.demo;

import dev.refloat.local.sample.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares what the catalogue says of the restored collections with what the sample's writer knows.
 */
final class CatalogueCheck {
  private CatalogueCheck() {}

  /** Every difference as a line for the user; empty when there is none. */
  static List<String> differences(SampleSummary sample, Catalogue catalogue) {
    List<String> differences = new ArrayList<>();
    for (SampleSummary.Collection expected : sample.collections()) {
      find(catalogue, expected)
          .ifPresentOrElse(
              found -> compare(expected, found, differences),
              () ->
                  differences.add(
                      name(expected) + ": expected in the catalogue, found nothing of that name"));
    }
    if (catalogue.collections().size() > sample.collections().size()) {
      differences.add(
          "Collections: expected "
              + sample.collections().size()
              + ", found "
              + catalogue.collections().size());
    }
    return differences;
  }

  static Optional<Catalogue.Entry> find(Catalogue catalogue, SampleSummary.Collection wanted) {
    return catalogue.collections().stream()
        .filter(
            entry ->
                entry.database().equals(wanted.database()) && entry.name().equals(wanted.name()))
        .findFirst();
  }

  static String name(SampleSummary.Collection collection) {
    return collection.database() + "." + collection.name();
  }

  private static void compare(
      SampleSummary.Collection expected, Catalogue.Entry found, List<String> differences) {
    String name = name(expected);
    compare(name + ": rows", expected.rows(), found.rows(), differences);
    compare(name + ": bytes", expected.bytes(), found.bytes(), differences);
    compare(name + ": shards", expected.shards(), found.shards(), differences);
    compare(name + ": loaded", expected.loadState().equals("Loaded"), found.loaded(), differences);
    compare(
        name + ": partitions",
        new TreeSet<>(expected.partitions()),
        new TreeSet<>(found.partitions()),
        differences);
  }

  private static void compare(
      String what, Object expected, Object found, List<String> differences) {
    if (!expected.equals(found)) {
      differences.add(what + ": expected " + expected + ", found " + found);
    }
  }
}
