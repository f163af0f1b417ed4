package dev.refloat.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects that the meta says a backup has, in the order in which S3 lists them. Only their
 * segments are held, in that order; the objects and their keys are made whenever they are asked
 * for, since there can be ten million.
 *
 * <p>Each segment has two places, one for its logs of deletes and one for those of rows: all of the
 * first kind come before all of the second. Segments whose folders lie in each other, which no
 * writer makes, are taken together.
 */
final class ExpectedObjects implements Iterable<ExpectedObject> {
  /** A segment, and the place in the meta of the collection it is in. */
  private record Folder(int collection, long collectionId, SegmentMeta segment) {
    boolean contains(Folder other) {
      return collectionId == other.collectionId && FolderOrder.contains(segment, other.segment);
    }
  }

  /**
   * Objects that follow each other, each made when it is come to.
   *
   * @param last key of the last one
   */
  record Stretch(String last, Iterable<ExpectedObject> objects) {}

  private static final Comparator<Folder> ORDER =
      ((Comparator<Folder>) (a, b) -> FolderOrder.compareIds(a.collectionId, b.collectionId))
          .thenComparing(Folder::segment, FolderOrder.BY_KEY);

  private final BackupLayout layout;
  private final Folder[] folders;

  ExpectedObjects(BackupMeta meta, BackupLayout layout) {
    this(meta.collections(), layout);
  }

  ExpectedObjects(List<CollectionMeta> collections, BackupLayout layout) {
    this.layout = layout;
    this.folders =
        IntStream.range(0, collections.size())
            .boxed()
            .flatMap(i -> folders(i, collections.get(i)))
            .toArray(Folder[]::new);
    Arrays.sort(folders, ORDER);
  }

  private static Stream<Folder> folders(int index, CollectionMeta collection) {
    return collection.segments().map(s -> new Folder(index, collection.collectionId(), s));
  }

  long count() {
    return Stream.of(folders)
        .mapToLong(f -> f.segment.insertLogs().size() + f.segment.deltaLogs().size())
        .sum();
  }

  /** How many places there are. */
  int places() {
    return 2 * folders.length;
  }

  /** Whether a place has logs of that kind of the collection of that id. */
  boolean isOf(int place, LogKind kind, long collectionId) {
    return kind(place) == kind && folder(place).collectionId == collectionId;
  }

  private LogKind kind(int place) {
    return place < folders.length ? LogKind.DELTA : LogKind.INSERT;
  }

  private Folder folder(int place) {
    return folders[place % folders.length];
  }

  private List<LogMeta> logs(int place) {
    SegmentMeta segment = folder(place).segment;
    return kind(place) == LogKind.INSERT ? segment.insertLogs() : segment.deltaLogs();
  }

  /** How many logs some places have. */
  private long logs(int from, int to) {
    long logs = 0;
    for (int place = from; place < to; place++) {
      logs += logs(place).size();
    }
    return logs;
  }

  /** Behind a place and those whose folders lie in its folder. */
  private int after(int place) {
    int end = place + 1;
    while (end < places() && kind(end) == kind(place) && folder(place).contains(folder(end))) {
      end++;
    }
    return end;
  }

  /**
   * Cuts the objects of some places into stretches of up to {@code most} objects; of more where a
   * segment has more, but never of twice as many.
   */
  List<Stretch> cut(int from, int to, int most) {
    List<Stretch> stretches = new ArrayList<>();
    int start = from;
    int last = from;
    long count = 0;
    int place = from;
    while (place < to) {
      int end = after(place);
      long logs = logs(place, end);
      if (count > 0 && count + logs > most) {
        stretches.add(stretch(start, last, place));
        start = place;
        count = 0;
      }
      if (logs >= 2L * most && end == place + 1) {
        stretches.addAll(cutSegment(place, (int) (logs / most)));
        start = end;
      } else if (logs > 0) {
        count += logs;
        last = place;
      }
      place = end;
    }
    if (count > 0) {
      stretches.add(stretch(start, last, to));
    }
    return stretches;
  }

  /**
   * @param last the last place that has any, with which those begin whose folders lie in its folder
   */
  private Stretch stretch(int from, int last, int to) {
    String key = objects(last, after(last)).getLast().key();
    return new Stretch(key, () -> new Walk(from, to));
  }

  /** Only the order of the logs is held, as a number for each. */
  private List<Stretch> cutSegment(int place, int pieces) {
    List<LogMeta> logs = logs(place);
    LogKind kind = kind(place);
    int[] order =
        IntStream.range(0, logs.size())
            .boxed()
            .sorted(Comparator.comparing(i -> BackupLayout.key("", kind, logs.get(i))))
            .mapToInt(i -> i)
            .toArray();
    List<Stretch> stretches = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      int from = (int) ((long) logs.size() * piece / pieces);
      int to = (int) ((long) logs.size() * (piece + 1) / pieces);
      Iterable<ExpectedObject> objects =
          () ->
              IntStream.range(from, to).mapToObj(i -> object(place, logs.get(order[i]))).iterator();
      stretches.add(new Stretch(object(place, logs.get(order[to - 1])).key(), objects));
    }
    return stretches;
  }

  /** Those of some places, in the order of their keys. */
  private List<ExpectedObject> objects(int from, int to) {
    List<ExpectedObject> objects = new ArrayList<>();
    for (int place = from; place < to; place++) {
      add(objects, place);
    }
    // All keys have one prefix and go on in ASCII, where the order of Java is that of S3.
    objects.sort(Comparator.comparing(ExpectedObject::key));
    return objects;
  }

  private void add(List<ExpectedObject> objects, int place) {
    Folder folder = folder(place);
    LogKind kind = kind(place);
    String path = layout.folder(kind, folder.collectionId, folder.segment);
    for (LogMeta log : logs(place)) {
      objects.add(object(folder, kind, log, path));
    }
  }

  private ExpectedObject object(int place, LogMeta log) {
    Folder folder = folder(place);
    LogKind kind = kind(place);
    return object(folder, kind, log, layout.folder(kind, folder.collectionId, folder.segment));
  }

  private static ExpectedObject object(Folder folder, LogKind kind, LogMeta log, String path) {
    SegmentMeta segment = folder.segment;
    return new ExpectedObject(
        folder.collection,
        kind,
        segment.partitionId(),
        segment.segmentId(),
        log,
        BackupLayout.key(path, kind, log));
  }

  @Override
  public Iterator<ExpectedObject> iterator() {
    return new Walk(0, places());
  }

  /** Those of some places, in the order of their keys; of one folder at a time. */
  private final class Walk implements Iterator<ExpectedObject> {
    private final int to;
    private int place;
    private Iterator<ExpectedObject> folder = Collections.emptyIterator();

    Walk(int from, int to) {
      this.place = from;
      this.to = to;
    }

    @Override
    public boolean hasNext() {
      while (!folder.hasNext() && place < to) {
        int end = after(place);
        folder = objects(place, end).iterator();
        place = end;
      }
      return folder.hasNext();
    }

    @Override
    public ExpectedObject next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return folder.next();
    }
  }
}
