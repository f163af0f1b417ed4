package dev.refloat.faults;

import dev.refloat.copy.BatchPayload;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Refused;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Planner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** One execution of the state machine, with its own rules for Retry and Catch. */
final class Execution {
  /** What AbandonFunction tells people of an error that is not meant for them. */
  static final String OURS =
      "Something went wrong on our side; the logs of the job say what. Ask for the restore again.";

  /** How an execution ends. */
  enum End {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ABORTED
  }

  /** Of a child of a Map: whether the Map has stopped it. */
  private static final ThreadLocal<Supplier<Boolean>> CHILD =
      ThreadLocal.withInitial(() -> () -> false);

  private final Played played;
  private final Run run;
  private final String name;
  private End end = End.RUNNING;

  Execution(Played played, Run run, String name) {
    this.played = played;
    this.run = run;
    this.name = name;
  }

  Run run() {
    return run;
  }

  /** Which of the seed's executions it is. */
  String name() {
    return name;
  }

  boolean hasEnded() {
    return end != End.RUNNING;
  }

  ExecutionStatus status() {
    return ExecutionStatus.fromValue(end.name());
  }

  /** Its steps that run go on; nobody hears of their end. */
  void abort() {
    end(End.ABORTED);
  }

  private void end(End how) {
    end = how;
    played.trace().add(name + " execution " + how);
    if (how != End.SUCCEEDED) {
      played.executions().announceEnd(this);
    }
  }

  void play() {
    try {
      JobStatus status = restore();
      end(status == JobStatus.SUCCESSFUL ? End.SUCCEEDED : End.FAILED);
    } catch (Stopped e) {
      // Whoever stopped it has announced that.
      return;
    } catch (StateFailed e) {
      // No Catch was left, or Abandon itself failed.
      end(End.FAILED);
    }
  }

  private JobStatus restore() {
    try {
      var planned =
          (Planner.Planned)
              task(
                  "Plan",
                  "",
                  () -> played.world().wiring.planning().plan(run, "arn:execution:" + run.name()));
      all(
          planned.collections().equals("0")
              ? List.of()
              : played.world().collections(planned).stream()
                  .<Runnable>map(collection -> () -> collection(collection))
                  .toList());
      if (planned.rbac().equals("true")) {
        task("Rbac", "", Played.done(() -> played.world().wiring.restoreRbac().restore(run)));
      }
      return (JobStatus) task("Finish", "", () -> played.world().wiring.endRestore().finish(run));
    } catch (StateFailed e) {
      String reason = e.reason();
      task("Abandon", "", () -> played.world().wiring.endRestore().abandon(run, reason));
      return JobStatus.FAILED;
    }
  }

  /** A child execution of the Map over collections; the Map tolerates that it fails. */
  private void collection(PlannedCollection plan) {
    World world = played.world();
    try {
      try {
        if (world.batches(plan).size() > 1) {
          inSteps(plan);
        } else {
          step(
              "InOneCall",
              plan,
              () -> world.wiring.inOneCall().restore(plan, FunctionCall.deadline()));
        }
      } catch (StateFailed e) {
        String reason = e.reason();
        step(
            "AbandonCollection",
            plan,
            () ->
                world
                    .wiring
                    .endRestore()
                    .abandonCollection(PlannedCollection.key(plan.prefix()), reason));
      }
    } catch (StateFailed e) {
      played.count("collection left to the ending");
    }
  }

  private void inSteps(PlannedCollection plan) {
    World world = played.world();
    step("Prepare", plan, () -> world.wiring.preparation().prepare(plan, FunctionCall.deadline()));
    copy(plan);
    step("Complete", plan, () -> world.wiring.completion().complete(plan, FunctionCall.deadline()));
    step("Verify", plan, () -> world.wiring.verification().verify(plan, FunctionCall.deadline()));
    step("Commit", plan, () -> world.wiring.commit().commit(plan));
  }

  private void copy(PlannedCollection plan) {
    List<BatchPayload> batches = played.world().batches(plan);
    var failed = new boolean[1];
    all(
        batches.stream()
            .<Runnable>map(
                batch ->
                    () -> {
                      try {
                        copy(plan, batch);
                      } catch (StateFailed e) {
                        failed[0] = true;
                      }
                    })
            .toList(),
        () -> failed[0]);
    if (failed[0]) {
      // The Map stops its other children and does not tell why this one failed.
      throw new StateFailed(new IllegalStateException("States.ExceedToleratedFailureThreshold"));
    }
  }

  private void copy(PlannedCollection plan, BatchPayload batch) {
    String about = " " + plan.collection() + "/" + batch.batch();
    task(
        "CopyBatch",
        about,
        Played.done(() -> played.world().wiring.copying().copy(batch, FunctionCall.deadline())));
  }

  private void step(String state, PlannedCollection plan, Runnable work) {
    task(state, " " + plan.collection(), Played.done(work));
  }

  private void all(List<Runnable> children) {
    all(children, () -> false);
  }

  /** Waits until all have ended, or one says that the others are not to go on. */
  private void all(List<Runnable> children, Supplier<Boolean> enough) {
    var running = new int[] {children.size()};
    for (Runnable child : children) {
      played
          .schedule()
          .start(
              () -> {
                try {
                  if (!hasEnded() && !enough.get()) {
                    CHILD.set(enough);
                    child.run();
                  }
                } catch (Stopped e) {
                  // What it had begun goes on without it.
                  played.count("child stopped");
                } finally {
                  running[0]--;
                }
              });
    }
    await(() -> running[0] == 0 || enough.get());
  }

  private void await(Supplier<Boolean> condition) {
    Supplier<Boolean> stopped = CHILD.get();
    Objects.requireNonNull(Schedule.current())
        .await(() -> condition.get() || hasEnded() || stopped.get());
    if (hasEnded() || stopped.get()) {
      throw new Stopped();
    }
  }

  private Object task(String state, String about, Supplier<?> work) {
    Map<Rules.Retrier, Integer> used = new HashMap<>();
    for (int attempt = 1; ; attempt++) {
      FunctionCall call = attempt(name + state + about + "#" + attempt, work);
      if (call.error().isEmpty()) {
        return call.answer();
      }
      Throwable error = call.error().get();
      played.note(error);
      Rules.Retrier retrier =
          played.rules().retrier(state, error.getClass().getName()).orElseThrow();
      if (used.merge(retrier, 1, Integer::sum) > retrier.attempts()) {
        played.trace().add(name + state + about + " gives up");
        throw new StateFailed(error);
      }
    }
  }

  /** One call that the state machine waits for, and perhaps one of which it knows nothing. */
  private FunctionCall attempt(String callName, Supplier<?> work) {
    Fate fate = played.fate(callName);
    if (fate.twice()) {
      played.count("delivered twice");
      played.start(callName + " again", played.fate(callName + " again"), work);
    }
    FunctionCall call = played.start(callName, fate, work);
    await(call::isOver);
    return call;
  }

  /** The execution, or the Map that this belongs to, was stopped. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A state gave up. */
  private static final class StateFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateFailed(Throwable cause) {
      super(cause);
    }

    String reason() {
      return getCause() instanceof Refused refused ? refused.reasonWithCode() : OURS;
    }
  }
}
