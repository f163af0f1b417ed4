package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The partitions of one bucket. It begins with one; one that was loaded for long is split where the
 * load of its last minutes has its middle, and both halves take the whole rate.
 */
public final class Partitions {
  /** By their first key. */
  private final TreeMap<String, Partition> byFirst = new TreeMap<>();

  private final List<Partition> all = new ArrayList<>();
  private final Duration splitAfter;
  private long refused;

  public Partitions() {
    this(Facts.S3.SPLIT_AFTER);
  }

  /**
   * @param splitAfter so much load, in whole minutes
   */
  Partitions(Duration splitAfter) {
    this.splitAfter = splitAfter;
    add("", 0);
  }

  private void add(String first, long now) {
    var partition = new Partition(now);
    byFirst.put(first, partition);
    all.add(partition);
  }

  /**
   * Whether S3 takes a request now, or answers SlowDown.
   *
   * @param now in milliseconds
   */
  public synchronized boolean admit(String key, boolean isWrite, long now) {
    Map.Entry<String, Partition> entry = byFirst.floorEntry(key);
    Partition partition = entry.getValue();
    boolean admitted = partition.admit(key, isWrite, now);
    if (!admitted) {
      refused++;
    }
    if (partition.busyMinutes() >= splitAfter.toMinutes()) {
      split(entry.getKey(), partition.middle(), now);
    }
    return admitted;
  }

  private void split(String first, String middle, long now) {
    add(first, now);
    if (!middle.equals(first)) {
      add(middle, now);
    }
  }

  public synchronized int count() {
    return byFirst.size();
  }

  /** Requests that were answered with SlowDown. */
  public synchronized long refused() {
    return refused;
  }

  /** The most requests that one partition took in a second. */
  public synchronized long peak() {
    return all.stream().mapToLong(Partition::peak).max().orElse(0);
  }
}
