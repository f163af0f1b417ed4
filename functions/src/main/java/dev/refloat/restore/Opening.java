package dev.refloat.restore;

import dev.refloat.content.LogOpener;
import dev.refloat.content.LogType;
import dev.refloat.content.RowCount;
import dev.refloat.content.SegmentLogs;
import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.copy.CopyFailed;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.DestinationReader;
import dev.refloat.copy.OutOfTime;
import dev.refloat.job.ContentLedger;
import dev.refloat.job.Contents;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Map;

/** Opens the files of a copied collection and compares their rows with the meta. */
public final class Opening {
  private final Outcomes outcomes;
  private final ContentLedger ledger;
  private final ContentPlan plans;
  private final DestinationReader reader;
  private final LogOpener opener = new LogOpener();

  Opening(Outcomes outcomes, ContentLedger ledger, ContentPlan plans, DestinationReader reader) {
    this.outcomes = outcomes;
    this.ledger = ledger;
    this.plans = plans;
    this.reader = reader;
  }

  private record Work(SegmentLogs logs, Log log, RowCount count) {}

  /**
   * Opens one batch and records what was in it. It only reads, so doing it again is done from the
   * start.
   *
   * @throws Refused where a file is damaged or its rows are not those of the meta; noted on the
   *     outcome before, because a Map does not pass on why one of its children failed
   * @throws CopyFailed where the deadline came first, or S3 failed too often
   */
  public void open(ContentBatch batch, Deadline deadline) {
    try {
      openAndRecord(batch, deadline);
    } catch (OutOfTime e) {
      throw nothingDone(e);
    } catch (Refused e) {
      outcomes.noteReason(key(batch), e.reasonWithCode());
      throw e;
    }
  }

  private static Outcome.Key key(ContentBatch batch) {
    return new Outcome.Key(batch.jobId(), Integer.toString(batch.attempt()), batch.collection());
  }

  /**
   * The state machine calls again as often as the time runs out, but only a few times where a call
   * fails: so a call that brought nothing forward has failed, or it would be repeated for days.
   */
  private static CopyFailed nothingDone(OutOfTime cause) {
    return new CopyFailed("No batch of files was opened in the time of one call", cause);
  }

  private Contents openAndRecord(ContentBatch batch, Deadline deadline) {
    Contents found = contents(batch, deadline);
    ledger.put(batch.jobId(), batch.collection(), batch.attempt(), batch.batch(), found);
    return found;
  }

  /**
   * What is in all files of a collection. Batches that nobody has opened yet are opened here: where
   * there is one, nobody has. Each is recorded, so that a call that ran out of time is gone on
   * with.
   *
   * @throws Refused as {@link #open}
   * @throws OutOfTime where the next call has to go on
   * @throws CopyFailed as {@link #open}
   */
  Contents all(PlannedCollection plan, Deadline deadline) {
    Map<String, Contents> found =
        ledger.find(plan.jobId(), plan.collection(), plan.files().attempt());
    Contents sum = found.values().stream().reduce(Contents.NONE, Contents::plus);
    if (found.size() == Long.parseLong(plan.checks())) {
      return sum;
    }
    List<ContentBatch> left =
        plans.batches(plan.files()).stream()
            .filter(batch -> !found.containsKey(batch.batch()))
            .toList();
    return sum.plus(open(left, deadline));
  }

  private Contents open(List<ContentBatch> batches, Deadline deadline) {
    int done = 0;
    Contents sum = Contents.NONE;
    try {
      for (ContentBatch batch : batches) {
        sum = sum.plus(openAndRecord(batch, deadline));
        done++;
      }
    } catch (OutOfTime e) {
      throw done > 0 ? e : nothingDone(e);
    }
    return sum;
  }

  private Contents contents(ContentBatch batch, Deadline deadline) {
    List<List<Work>> segments = plans.segments(batch).stream().map(Opening::work).toList();
    reader.forEach(segments.stream().flatMap(List::stream).iterator(), deadline, this::open);
    return segments.stream().map(Opening::counted).reduce(Contents.NONE, Contents::plus);
  }

  private static List<Work> work(SegmentLogs logs) {
    var count = new RowCount(logs);
    return logs.logs().stream().map(log -> new Work(logs, log, count)).toList();
  }

  private void open(Work work, DestinationReader.Reading reading) {
    String key = work.logs().destinationKey(work.log());
    long rows =
        opener.rows(work.logs(), work.log(), (first, length) -> reading.read(key, first, length));
    work.count().add(work.log(), rows);
  }

  private static Contents counted(List<Work> segment) {
    Work any = segment.getFirst();
    long counted = any.count().counted();
    return any.logs().type() == LogType.INSERT
        ? new Contents(segment.size(), counted, 0)
        : new Contents(segment.size(), 0, counted);
  }
}
