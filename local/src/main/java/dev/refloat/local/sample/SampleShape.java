package dev.refloat.local.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A form that backups have or have had: what milvus-backup has written since 2023, what it may
 * leave out, and what a reader has to refuse.
 */
public enum SampleShape {
  /** As it is written today: each segment is its own group. */
  TODAY(Groups.OWN),
  /** Between the two: small numbers as groups, several segments in one. */
  SHARED_GROUPS(Groups.SHARED),
  /**
   * 2023: no groups, no log ids but in paths and in the field id of deletes, no databases, users
   * and load states, a git hash for a version, and no deletes apart from their segment.
   */
  UNGROUPED(Groups.NONE),
  /** {@link #UNGROUPED}, and its last file was never written: only the file of each level is. */
  LEVEL_FILES(Groups.NONE),
  /** The same of {@link #SHARED_GROUPS}: with log ids, and with deletes in a segment of theirs. */
  GROUPED_LEVEL_FILES(Groups.SHARED),
  /** Storage version 2: a parquet file per column group, deletes too. */
  PACKED(Groups.OWN),
  /** Segments of versions 1 and 2 in one partition. */
  MIXED_STORAGE(Groups.OWN),
  /**
   * Every data type, functions, arrays of structs, defaults, and fields added and dropped since.
   */
  EVERY_FIELD(Groups.OWN),
  /** Users, roles and grants by the dozen, on collections, databases and the whole cluster. */
  MANY_USERS(Groups.OWN),
  /** Odd but allowed JSON: fields of later writers, nulls, {@code [{}]} for none; odd names. */
  ODD_JSON(Groups.SHARED),
  /** Collections and partitions with nothing in them. */
  EMPTY(Groups.OWN),
  /** To be refused: a segment of storage version 3. */
  MANIFEST(Groups.OWN),
  /** To be refused: says of itself that it is of another format. */
  SNAPSHOT(Groups.OWN);

  /** What stands between a partition and its segments in the key of a log. */
  enum Groups {
    NONE,
    SHARED,
    OWN
  }

  private static final int SEGMENTS_PER_GROUP = 2;

  private final Groups groups;

  SampleShape(Groups groups) {
    this.groups = groups;
  }

  /** By the name that the command line has for it, such as {@code level-files}. */
  public static Optional<SampleShape> named(String name) {
    return Arrays.stream(values()).filter(shape -> shape.label().equals(name)).findFirst();
  }

  /** The names of all, for a message. */
  public static String names() {
    return Arrays.stream(values()).map(SampleShape::label).collect(Collectors.joining(", "));
  }

  /** Lower case, with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a restore has to refuse it, for what it is. */
  public boolean isRefused() {
    return this == MANIFEST || this == SNAPSHOT;
  }

  /** Whether it has the file that is written last and says that the backup is finished. */
  public boolean hasFullMeta() {
    return this != LEVEL_FILES && this != GROUPED_LEVEL_FILES;
  }

  boolean isOf2023() {
    return this == UNGROUPED || this == LEVEL_FILES;
  }

  /**
   * The group of a segment, 0 for none.
   *
   * @param index of the segment in its partition
   */
  long group(int index, long segment) {
    return switch (groups) {
      case NONE -> 0;
      case SHARED -> 1 + index / SEGMENTS_PER_GROUP;
      case OWN -> segment;
    };
  }

  /** Whether the rows of a segment are in files of column groups. */
  boolean packs(int index) {
    return this == PACKED || (this == MIXED_STORAGE && index % 2 == 0);
  }

  /** Whether deletes come without an envelope too, as who packs everything writes them. */
  boolean packsDeletes() {
    return this == PACKED;
  }
}
