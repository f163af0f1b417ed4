package dev.refloat.automation;

import dev.refloat.backup.BackupChange;
import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes what fires triggers, and moves their firings on: begins the restore of the one that waits,
 * follows the one whose restore has ended. What it does follows from what is written, so that any
 * call goes on with what another one left, and calls at the same time do no harm.
 */
public final class FireTriggers {
  private static final Logger log = LoggerFactory.getLogger(FireTriggers.class);

  /** More moves than a trigger has in one call: begin, start, end, and the next one. */
  private static final int MOST_MOVES = 8;

  /** Who made the trigger may no longer do what it does. */
  private static final Set<ErrorCode> WITHOUT_AUTHORITY =
      Set.of(
          ErrorCode.KEY_ILLEGAL,
          ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION,
          ErrorCode.PROJECT_PRIVILEGE_MISSING,
          ErrorCode.PROJECT_OUT_OF_KEY_SCOPE,
          ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION,
          ErrorCode.CLUSTER_PRIVILEGE_MISSING,
          ErrorCode.CLUSTER_OUT_OF_KEY_SCOPE);

  private final String requestsBucket;
  private final TriggerStore triggers;
  private final Firings firings;
  private final Arrivals arrivals;
  private final DueSchedules schedules;
  private final FileAnswers answers;
  private final FiringOrder orders;
  private final Retention retention;
  private final DrillRun drills;
  private final JobStore jobs;
  private final Metrics metrics;

  FireTriggers(
      String requestsBucket,
      TriggerStore triggers,
      Firings firings,
      Arrivals arrivals,
      DueSchedules schedules,
      FileAnswers answers,
      FiringOrder orders,
      Retention retention,
      DrillRun drills,
      JobStore jobs,
      Metrics metrics) {
    this.requestsBucket = requestsBucket;
    this.triggers = triggers;
    this.firings = firings;
    this.arrivals = arrivals;
    this.schedules = schedules;
    this.answers = answers;
    this.orders = orders;
    this.retention = retention;
    this.drills = drills;
    this.jobs = jobs;
    this.metrics = metrics;
  }

  /** Takes a backup that has become available. */
  public void arrived(BackupChange change) {
    arrivals.fire(change);
  }

  /** Takes the time, as whoever keeps it says. */
  public void itIs(Instant now) {
    schedules.fire(now);
  }

  /**
   * Takes a file that asks for a restore. One of no trigger that files fire is answered at once.
   *
   * @param time of the event
   */
  public void requested(String bucket, String key, String eTag, Instant time) {
    var file = new RequestFile(bucket, key, eTag);
    Optional<String> triggerId = file.triggerId();
    if (triggerId.isEmpty() || !bucket.equals(requestsBucket)) {
      return;
    }
    boolean taken =
        triggers
            .find(triggerId.get())
            .filter(RestoreTrigger::isLive)
            .filter(trigger -> trigger.definition().when() instanceof When.Requested)
            .isPresent();
    if (taken) {
      firings.offer(Firing.ofFile(triggerId.get(), time, file));
    } else {
      answers.ofNoTrigger(file, triggerId.get());
    }
  }

  /**
   * Moves every firing on that can be. The failure of one trigger does not keep the others from it,
   * nor what is told besides from being taken: it is logged, measured as {@code FiringsStuck}, and
   * tried again by the next call.
   *
   * @param mayGoOn false as soon as nothing more is to be begun
   */
  public void run(BooleanSupplier mayGoOn) {
    int stuck = 0;
    for (String triggerId : firings.open()) {
      if (!mayGoOn.getAsBoolean()) {
        break;
      }
      try (var _ = MDC.putCloseable("triggerId", triggerId)) {
        moveOn(triggerId);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("triggerId", triggerId).setCause(e).log("Firing did not move");
        stuck++;
      }
    }
    if (stuck > 0) {
      metrics.put(Map.of(), List.of(new Measure("FiringsStuck", Unit.COUNT, stuck)));
    }
  }

  private void moveOn(String triggerId) {
    for (int moves = 0; moves < MOST_MOVES; moves++) {
      Optional<RestoreTrigger> trigger = triggers.find(triggerId);
      if (trigger.isEmpty() || !move(trigger.get())) {
        return;
      }
    }
  }

  /** Whether there may be more to do. */
  private boolean move(RestoreTrigger trigger) {
    answers.gaveWay(trigger);
    if (trigger.running().isPresent()) {
      return follow(trigger, firing(trigger, trigger.running().get()));
    }
    if (trigger.waiting().isPresent()) {
      begin(trigger, firing(trigger, trigger.waiting().get()));
      return true;
    }
    return false;
  }

  private Firing firing(RestoreTrigger trigger, String key) {
    return firings.find(trigger.triggerId(), key).orElseThrow();
  }

  private void begin(RestoreTrigger trigger, Firing firing) {
    if (!trigger.isLive()) {
      refuse(
          trigger,
          firing,
          new Refused(
              ErrorCode.FIRING_SUPERSEDED,
              trigger.deleted()
                  ? "The trigger was deleted before its turn."
                  : "The trigger was stopped before its turn: " + trigger.stopped()));
      return;
    }
    try {
      Firings.Begun begun = orders.choose(trigger, firing);
      var also = new ArrayList<>(retention.note(trigger, firing, begun));
      if (trigger.definition().drill()) {
        also.addAll(drills.begin(trigger, firing, begun));
      }
      firings.begin(trigger, firing, begun, also);
    } catch (Refused e) {
      refuse(trigger, firing, e);
    }
  }

  private boolean follow(RestoreTrigger trigger, Firing firing) {
    Optional<Job> job = jobs.find(firing.jobId().orElseThrow());
    if (job.isEmpty()) {
      start(trigger, firing);
      return true;
    }
    answers.begun(firing);
    return job.get().status().isTerminal() && ended(trigger, firing, job.get());
  }

  private void start(RestoreTrigger trigger, Firing firing) {
    try {
      orders.start(trigger, firing);
      log.atInfo()
          .addKeyValue("firingId", firing.firingId())
          .addKeyValue("jobId", firing.jobId().orElseThrow())
          .log("Trigger has begun a restore");
    } catch (Refused e) {
      refuse(trigger, firing, e);
    }
  }

  private boolean ended(RestoreTrigger trigger, Firing firing, Job job) {
    if (trigger.definition().drill() && !drills.finish(trigger, firing, job)) {
      return false;
    }
    FiringStatus status = Firing.ended(job.status());
    if (status == FiringStatus.SUCCESSFUL) {
      retention.drop(trigger, firing);
    }
    return firings.end(trigger, firing, new Firings.End(status, 0, job.reason()), List.of());
  }

  /**
   * Ends one without a restore, and stops its trigger where nobody is behind it any more. Order:
   * whoever waits for it is told, the trigger is stopped, then the firing ends.
   */
  private void refuse(RestoreTrigger trigger, Firing firing, Refused why) {
    log.atWarn()
        .addKeyValue("firingId", firing.firingId())
        .addKeyValue("code", why.code())
        .addKeyValue("reason", why.reason())
        .log("Trigger has begun no restore");
    answers.refused(firing, why);
    if (trigger.definition().drill()) {
      drills.refuse(trigger, firing, why.reason());
    }
    metrics.put(Map.of(), List.of(new Measure("FiringsRefused", Unit.COUNT, 1)));
    boolean stops = WITHOUT_AUTHORITY.contains(why.code()) && trigger.isLive();
    if (stops && !triggers.stop(trigger, why.reasonWithCode(), List.of())) {
      return;
    }
    RestoreTrigger now = stops ? triggers.find(trigger.triggerId()).orElseThrow() : trigger;
    firings.end(
        now,
        firing,
        new Firings.End(FiringStatus.REFUSED, why.code().code(), why.reason()),
        List.of());
  }
}
