package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was copied of a backup, in bits: one an object, and for each segment the folder that its
 * logs were copied to. That a restore gives one segment's logs one folder, and collections folders
 * in the order of the backup, is required here, so that keys can be made from it again.
 */
final class RestoredObjects {
  private final GeneratedBackup backup;
  private final Scenario scenario;
  private final BitSet there;

  /** By segment: the number of the new folder, or 0. */
  private final long[] folders;

  /** By collection: cluster, new collection and new partition, as they stand in keys. */
  private final String[] clusters;

  private final String[] collections;
  private final String[] partitions;
  private final Map<String, Integer> byNewId = new HashMap<>();
  private final Map<String, Integer> partsOf = new HashMap<>();
  private long copies;

  RestoredObjects(GeneratedBackup backup) {
    this.backup = backup;
    this.scenario = backup.scenario();
    this.there = new BitSet(scenario.objects());
    this.folders = new long[scenario.allSegments()];
    this.clusters = new String[scenario.collections()];
    this.collections = new String[scenario.collections()];
    this.partitions = new String[scenario.collections()];
  }

  /** An object as a LIST tells of it. */
  record Listed(String key, long size, String eTag) {}

  /**
   * Notes a copy.
   *
   * @param source key of the backup
   * @param key of the copy
   */
  synchronized void put(GeneratedBackup.Place source, String key, int parts) {
    String[] path = key.split("/", -1);
    boolean isDelta = path[1].equals("delta_log");
    require(path.length == (isDelta ? 6 : 7), key);
    int collection = source.segment() / scenario.segments();
    if (collections[collection] == null) {
      clusters[collection] = path[0];
      collections[collection] = path[2];
      partitions[collection] = path[3];
      byNewId.put(path[2], collection);
    }
    require(path[0].equals(clusters[collection]), key);
    require(path[2].equals(collections[collection]), key);
    require(path[3].equals(partitions[collection]), key);
    long folder = Long.parseLong(path[4]);
    require(folders[source.segment()] == 0 || folders[source.segment()] == folder, key);
    folders[source.segment()] = folder;
    require(key(source).equals(key), key);
    there.set(backup.place(source));
    copies++;
    if (parts > 1) {
      partsOf.put(key, parts);
    }
  }

  private static void require(boolean holds, String key) {
    if (!holds) {
      throw new IllegalStateException("A copy has a key that does not fit the others: " + key);
    }
  }

  /** The key of a copy, once its segment has a folder. */
  private String key(GeneratedBackup.Place log) {
    int collection = log.segment() / scenario.segments();
    String source = backup.key(log);
    boolean isDelta = source.contains("binlogs/delta_log/");
    String end = source.substring(source.lastIndexOf('/') + 1);
    if (!isDelta) {
      String folder = source.substring(0, source.length() - end.length() - 1);
      end = folder.substring(folder.lastIndexOf('/') + 1) + "/" + end;
    }
    return clusters[collection]
        + (isDelta ? "/delta_log/" : "/insert_log/")
        + collections[collection]
        + "/"
        + partitions[collection]
        + "/"
        + folders[log.segment()]
        + "/"
        + end;
  }

  /**
   * A page of the objects of one kind of a collection, in the order of their keys.
   *
   * @param prefix {@code {cluster}/{kind}/{collection}/}
   * @param from where the page begins, as {@link Page#next} of the one before, or 0
   */
  synchronized Page list(String prefix, int from, int most) {
    return kind(prefix).map(kind -> list(kind, from, most)).orElse(Page.EMPTY);
  }

  /**
   * The first page of those behind a key.
   *
   * @param after a key that was copied
   */
  synchronized Page listAfter(String prefix, String after, int most) {
    return kind(prefix).map(kind -> list(kind, behind(kind, after), most)).orElse(Page.EMPTY);
  }

  /** The logs of one kind of a collection: places from 0 to the end, in the order of their keys. */
  private record Kind(int firstSegment, boolean isDelta, int logs, int end) {}

  private Optional<Kind> kind(String prefix) {
    String[] path = prefix.split("/", -1);
    Integer collection = path.length == 4 ? byNewId.get(path[2]) : null;
    if (collection == null || !path[0].equals(clusters[collection])) {
      return Optional.empty();
    }
    boolean isDelta = path[1].equals("delta_log");
    int logs = isDelta ? 1 : scenario.logs() == 1 ? 1 : scenario.logs() - 1;
    int first = collection * scenario.segments();
    return Optional.of(new Kind(first, isDelta, logs, scenario.segments() * logs));
  }

  private GeneratedBackup.Place place(Kind kind, int at) {
    int log = kind.isDelta() ? scenario.logs() - 1 : at % kind.logs();
    return new GeneratedBackup.Place(kind.firstSegment() + at / kind.logs(), log);
  }

  private Page list(Kind kind, int from, int most) {
    var page = new ArrayList<Listed>(most);
    int at = from;
    while (at < kind.end() && page.size() < most) {
      GeneratedBackup.Place place = place(kind, at);
      if (there.get(backup.place(place)) && !(kind.isDelta() && scenario.logs() == 1)) {
        add(page, place);
      }
      at++;
    }
    return new Page(page, at < kind.end() ? at : -1);
  }

  private int behind(Kind kind, String after) {
    int low = 0;
    int high = kind.end();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(place(kind, middle)).compareTo(after) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void add(List<Listed> page, GeneratedBackup.Place place) {
    String key = key(place);
    require(page.isEmpty() || page.getLast().key.compareTo(key) < 0, key);
    Integer parts = partsOf.get(key);
    String eTag = backup.eTag(place);
    page.add(
        new Listed(
            key,
            scenario.objectBytes(),
            parts == null ? eTag : eTag.substring(0, eTag.length() - 1) + "-" + parts + "\""));
  }

  /**
   * @param next where the next page begins; -1 where there is none
   */
  record Page(List<Listed> objects, int next) {
    private static final Page EMPTY = new Page(List.of(), -1);
  }

  synchronized void delete(String key) {
    GeneratedBackup.Place place = backup.place(key);
    if (place != null && folders[place.segment()] != 0 && key(place).equals(key)) {
      there.clear(backup.place(place));
    }
  }

  synchronized int count() {
    return there.cardinality();
  }

  /** Copies made; more than there are objects where some were made twice. */
  synchronized long copies() {
    return copies;
  }
}
