package dev.refloat.bench.count;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.run.Executions;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/** Counts the transitions of a restore in the histories of its executions, those below included. */
public final class TransitionCounter {
  private static final String ENTERED = "StateEntered";
  private static final String ATTEMPT = "TaskScheduled";
  private static final String TASK_ENTERED = "TaskStateEntered";
  private static final int PAGE = 1000;
  private static final int RESTORE = 0;
  private static final int COLLECTION = 1;
  private static final int BATCH = 2;

  private final SfnClient stepFunctions;
  private final long[] transitions = new long[BATCH + 1];
  private long batches;
  private long collections;

  private TransitionCounter(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  /**
   * Counts those of an execution.
   *
   * @param name of the execution, which is the job's id
   */
  public static Transitions count(SfnClient stepFunctions, String name) {
    var counter = new TransitionCounter(stepFunctions);
    counter.add(new Executions(stepFunctions).of(name).executionArn(), RESTORE);
    return new Transitions(
        counter.transitions[RESTORE],
        counter.transitions[COLLECTION],
        counter.transitions[BATCH],
        counter.batches,
        counter.collections);
  }

  private void add(String executionArn, int depth) {
    if (depth > BATCH) {
      throw new BenchFailure("The state machine is nested more deeply than these counts know");
    }
    transitions[depth] += history(executionArn);
    for (MapRunListItem run :
        stepFunctions.listMapRunsPaginator(r -> r.executionArn(executionArn)).mapRuns()) {
      stepFunctions
          .listExecutionsPaginator(r -> r.mapRunArn(run.mapRunArn()).maxResults(PAGE))
          .executions()
          .forEach(child -> add(child.executionArn(), depth + 1));
    }
  }

  private long history(String executionArn) {
    long entered = 0;
    long attempts = 0;
    long tasks = 0;
    for (HistoryEvent event :
        stepFunctions
            .getExecutionHistoryPaginator(
                r -> r.executionArn(executionArn).maxResults(PAGE).includeExecutionData(false))
            .events()) {
      String type = event.typeAsString();
      if (type.endsWith(ENTERED)) {
        entered++;
        count(event.stateEnteredEventDetails().name());
      }
      tasks += type.equals(TASK_ENTERED) ? 1 : 0;
      attempts += type.equals(ATTEMPT) ? 1 : 0;
    }
    long start = 1;
    return start + entered + Math.max(0, attempts - tasks);
  }

  private void count(String state) {
    switch (state) {
      case "CopyBatch" -> batches++;
      case "InOneCall" -> {
        batches++;
        collections++;
      }
      case "Prepare" -> collections++;
      default -> {}
    }
  }
}
