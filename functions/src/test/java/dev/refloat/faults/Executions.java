package dev.refloat.faults;

import dev.refloat.job.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** The executions of a seed: how they are started and stopped, and who hears of their end. */
final class Executions {
  /** An event is delivered once and, where the function fails, twice more (template.yaml). */
  private static final int DELIVERIES = 3;

  /** What the function that hears of the end tells people. */
  private static final String ABORTED = "The execution of the restore was aborted.";

  private final Played played;
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final List<Runnable> deadLetters = new ArrayList<>();
  private int abortAt = Integer.MAX_VALUE;

  Executions(Played played) {
    this.played = played;
  }

  /** As Step Functions answers whoever starts one. */
  StartExecutionResponse start(StartExecutionRequest request) {
    return answer(
        request,
        () -> {
          Execution there = executions.get(request.name());
          if (there == null) {
            var execution = new Execution(played, Run.of(request.name()), executions.size() + "/");
            executions.put(request.name(), execution);
            played.schedule().start(execution::play);
          } else if (there.hasEnded()) {
            throw ExecutionAlreadyExistsException.builder().build();
          }
          return StartExecutionResponse.builder().executionArn("arn:" + request.name()).build();
        });
  }

  /** As Step Functions answers whoever stops one. */
  StopExecutionResponse stop(StopExecutionRequest request) {
    return answer(
        request,
        () -> {
          Execution execution = find(request.executionArn());
          if (!execution.hasEnded()) {
            execution.abort();
          }
          return StopExecutionResponse.builder().build();
        });
  }

  /** As Step Functions answers whoever asks for one. */
  DescribeExecutionResponse describe(DescribeExecutionRequest request) {
    return answer(
        request,
        () ->
            DescribeExecutionResponse.builder()
                .status(find(request.executionArn()).status())
                .build());
  }

  private Execution find(String arn) {
    Execution found = executions.get(arn.substring(arn.lastIndexOf(':') + 1));
    if (found == null) {
      throw ExecutionDoesNotExistException.builder().build();
    }
    return found;
  }

  /** Whoever is nobody's call, as at the end of a seed, meets no fault. */
  private static <T> T answer(SdkRequest request, Supplier<T> work) {
    @Nullable FunctionCall call = FunctionCall.current();
    if (call == null) {
      return work.get();
    }
    Fault fault = call.before(request);
    if (fault.isBefore()) {
      throw fault.error(request);
    }
    T answer = work.get();
    call.after(fault);
    if (fault.isAfter()) {
      throw fault.error(request);
    }
    return answer;
  }

  /** Stops the executions that run when so many turns have passed. */
  void abortAt(int turn) {
    abortAt = turn;
  }

  void abortWhenDue() {
    if (played.schedule().turn() < abortAt) {
      return;
    }
    abortAt = Integer.MAX_VALUE;
    for (Execution execution : List.copyOf(executions.values())) {
      if (!execution.hasEnded()) {
        played.count("executions aborted");
        execution.abort();
      }
    }
  }

  /** The event that an execution ended, which the bus may deliver twice. */
  void announceEnd(Execution execution) {
    boolean twice = played.draw(10) == 0;
    for (int copy = 0; copy <= (twice ? 1 : 0); copy++) {
      String name = execution.name() + "Ended " + copy;
      int pause = played.draw(60);
      played.schedule().start(() -> deliver(execution, name, pause));
    }
  }

  private void deliver(Execution execution, String name, int pause) {
    Objects.requireNonNull(Schedule.current()).sleep(pause);
    Objects.requireNonNull(Schedule.current()).await(() -> true);
    Runnable work = () -> played.world().wiring.endRestore().abandon(execution.run(), ABORTED);
    for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
      String callName = name + "#" + delivery;
      FunctionCall call = played.start(callName, played.fate(callName), Played.done(work));
      Objects.requireNonNull(Schedule.current()).await(call::isDone);
      if (call.error().isEmpty()) {
        return;
      }
      played.note(call.error().get());
    }
    played.count("event became a dead letter");
    deadLetters.add(work);
  }

  /** By whoever is paged for them, when all is well again. */
  void sendDeadLettersAgain() {
    deadLetters.forEach(Runnable::run);
    deadLetters.clear();
  }
}
