package dev.refloat.estimate;

import dev.refloat.estimate.CollectionSize.Copying;
import dev.refloat.estimate.CollectionSize.Opening;
import dev.refloat.estimate.CollectionSize.Replaced;

/** Counts what one collection asks of AWS, from its catalogue row to its commit. */
final class CollectionCount {
  /** Keys of one page of a listing, and of one DeleteObjects. */
  private static final int PAGE = 1_000;

  private final Tally tally;
  private final CollectionSize size;

  private CollectionCount(Tally tally, CollectionSize size) {
    this.tally = tally;
    this.size = size;
  }

  static void count(Tally tally, CollectionSize size) {
    var count = new CollectionCount(tally, size);
    tally.start();
    tally.state(); // How many batches.
    if (size.copying().batches() > 1) {
      count.inSteps();
    } else {
      count.inOneCall();
    }
  }

  private void inOneCall() {
    tally.state("InOneCallFunction");
    tally.read(1); // How far an earlier call came.
    prepare();
    copy();
    complete();
    if (size.opening().batches() > 0) {
      openInVerify();
    }
    verify();
    commit();
  }

  private void inSteps() {
    long batches = size.copying().batches();
    tally.state("CollectionFunction");
    prepare();
    tally.map();
    tally.children(batches);
    tally.invoke("CopyFunction", batches);
    copy();
    tally.state("CollectionFunction");
    complete();
    tally.state(); // Whether files are opened.
    if (size.opening().batches() > 1) {
      tally.map();
      tally.children(size.opening().batches());
      tally.invoke("OpenFilesFunction", size.opening().batches());
      open();
    } else if (size.opening().batches() == 1) {
      openInVerify();
    }
    tally.state("CollectionFunction");
    verify();
    tally.state("CollectionFunction");
    commit();
  }

  private void prepare() {
    tally.add(S3Request.GET_OBJECT, 1); // The catalogue entry.
    if (size.rowBytes().isPresent()) {
      tally.transaction(3);
    } else {
      tally.transaction(2);
      tally.add(S3Request.PUT_OBJECT, 1);
      tally.write(1);
    }
    long uploads = size.copying().objectsInRanges();
    tally.add(S3Request.GET_OBJECT, size.copying().rangedReads());
    tally.add(S3Request.HEAD_OBJECT, uploads);
    tally.add(S3Request.CREATE_MULTIPART_UPLOAD, uploads);
    tally.write(uploads);
    tally.read(uploads);
  }

  private void copy() {
    long batches = size.copying().batches();
    tally.add(S3Request.GET_OBJECT, batches);
    tally.add(S3Request.COPY_OBJECT, size.wholeObjects());
    tally.add(S3Request.UPLOAD_PART_COPY, size.copying().parts());
    tally.add(S3Request.LIST_PARTS, size.copying().batchPartLists());
    tally.write(batches);
    tally.read(batches + Math.min(batches, size.copying().batchPartLists()));
  }

  private void complete() {
    Copying copying = size.copying();
    if (copying.objectsInRanges() > 0) {
      tally.add(S3Request.GET_OBJECT, copying.rangedReads());
      tally.add(S3Request.LIST_PARTS, copying.partLists());
      tally.add(S3Request.COMPLETE_MULTIPART_UPLOAD, copying.objectsInRanges());
      tally.add(S3Request.LIST_MULTIPART_UPLOADS, 2);
      tally.read(copying.objectsInRanges());
    }
  }

  private void openInVerify() {
    tally.add(S3Request.GET_OBJECT, 1); // The list of batches.
    open();
  }

  private void open() {
    Opening opening = size.opening();
    tally.add(S3Request.GET_OBJECT, opening.batches() + opening.reads());
    tally.write(opening.batches());
    tally.read(1);
  }

  private void verify() {
    tally.add(S3Request.GET_OBJECT, size.objectReads());
    tally.add(
        S3Request.LIST_OBJECTS, lists(size.deltaLogs()) + lists(size.objects() - size.deltaLogs()));
    tally.write(1);
  }

  /** An empty prefix takes one, too. */
  private static long lists(long objects) {
    return Math.max(1, Math.ceilDiv(objects, PAGE));
  }

  private void commit() {
    tally.read(3);
    tally.transaction(5);
    size.replaced().ifPresent(this::remove);
  }

  private void remove(Replaced replaced) {
    tally.add(S3Request.LIST_MULTIPART_UPLOADS, 2);
    for (long logs : new long[] {replaced.deltaLogs(), replaced.insertLogs()}) {
      tally.add(S3Request.LIST_OBJECTS, lists(logs));
      tally.add(S3Request.DELETE_OBJECTS, Math.ceilDiv(logs, PAGE));
    }
    tally.add(S3Request.DELETE_OBJECT, replaced.hasManifest() ? 1 : 0);
    tally.read(1);
    tally.write(2); // The row is deleted, and the outcome says so.
  }
}
