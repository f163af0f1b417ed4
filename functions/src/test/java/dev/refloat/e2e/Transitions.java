package dev.refloat.e2e;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Counts the state transitions of an execution and of all below it, as they are paid for: each
 * start, each state that is entered, and each attempt behind the first.
 */
final class Transitions {
  private static final int PAGE = 1000;

  private final SfnClient stepFunctions;

  Transitions(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  long of(String executionArn) {
    long transitions = history(executionArn);
    for (var run :
        stepFunctions.listMapRunsPaginator(r -> r.executionArn(executionArn)).mapRuns()) {
      for (var child :
          stepFunctions
              .listExecutionsPaginator(r -> r.mapRunArn(run.mapRunArn()).maxResults(PAGE))
              .executions()) {
        transitions += of(child.executionArn());
      }
    }
    return transitions;
  }

  private long history(String executionArn) {
    long count = 1;
    long tasks = 0;
    long attempts = 0;
    for (HistoryEvent event :
        stepFunctions
            .getExecutionHistoryPaginator(
                r -> r.executionArn(executionArn).maxResults(PAGE).includeExecutionData(false))
            .events()) {
      String type = event.typeAsString();
      count += type.endsWith("StateEntered") ? 1 : 0;
      tasks += type.equals("TaskStateEntered") ? 1 : 0;
      attempts += type.equals("TaskScheduled") ? 1 : 0;
    }
    return count + Math.max(0, attempts - tasks);
  }
}
