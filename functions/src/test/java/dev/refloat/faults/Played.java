package dev.refloat.faults;

import dev.refloat.job.JobStatus;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** What happens in a world under one seed: requests, executions, and how they end. */
final class Played {
  /** An event is delivered once and, where the function fails, twice more (template.yaml). */
  static final int DELIVERIES = 3;

  private static final Rules RULES = Rules.read();

  private final World world;
  private final Schedule schedule;
  private final FunctionCall.Faults faults;
  private final double fates;
  private final SplittableRandom random;
  private final List<String> trace = new ArrayList<>();
  private final Map<String, Integer> counts;
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private final List<FunctionCall> calls = new ArrayList<>();
  private final List<Runnable> deadLetters = new ArrayList<>();
  private Function<SdkRequest, Optional<RuntimeException>> refusals = request -> Optional.empty();
  private UnaryOperator<SdkResponse> answers = answer -> answer;
  private int late;
  private int abortAt = Integer.MAX_VALUE;

  /**
   * @param share of the requests that fail
   * @param fates share of the calls that something becomes of
   * @param counts what happened how often, added to
   */
  Played(World world, long seed, double share, double fates, Map<String, Integer> counts) {
    this.world = world;
    this.faults = new FunctionCall.Faults(seed, share);
    this.fates = fates;
    this.counts = counts;
    schedule = new Schedule(seed);
    random = new SplittableRandom(~seed);
    world.begin(this);
  }

  /** Requests of functions for which this has an error fail with it each time. */
  void refuse(Function<SdkRequest, Optional<RuntimeException>> errors) {
    refusals = errors;
  }

  /** Functions get the answers that this makes of those of the servers. */
  void change(UnaryOperator<SdkResponse> changed) {
    answers = changed;
  }

  Optional<RuntimeException> refusal(SdkRequest request) {
    return refusals.apply(request);
  }

  SdkResponse changed(SdkResponse answer) {
    return answers.apply(answer);
  }

  World world() {
    return world;
  }

  Schedule schedule() {
    return schedule;
  }

  FunctionCall.Faults faults() {
    return faults;
  }

  Rules rules() {
    return RULES;
  }

  List<String> trace() {
    return trace;
  }

  Fate fate(String call) {
    return faults.fate(call, fates);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void count(Fault fault) {
    count(fault == Fault.NONE ? "requests that passed" : "requests " + fault);
  }

  /** Of an error that a step ended with: those that nobody foresaw stand out in the counts. */
  void note(Throwable error) {
    boolean foreseen =
        error instanceof Refused
            || error instanceof SdkException
            || error.getCause() instanceof SdkException
            || error instanceof Killed
            || error instanceof FunctionCall.Lost
            || error.getClass().getPackageName().equals("dev.refloat.copy");
    if (!foreseen) {
      count("step ended with " + error);
    }
  }

  boolean isBackup(String bucket) {
    return bucket.equals(SmallBackup.bucket());
  }

  FunctionCall start(String name, Fate fate, Supplier<?> work) {
    FunctionCall call = FunctionCall.start(this, name, fate, work);
    calls.add(call);
    return call;
  }

  /** Whether anything that was begun has not ended. */
  boolean isAnythingRunning() {
    return late > 0 || calls.stream().anyMatch(call -> !call.isDone());
  }

  /** A caller that repeats the call with its Idempotency-Key until it is answered. */
  void order(String name, Operation operation, Function<Operation, ?> work) {
    schedule.start(
        () -> {
          for (int attempt = 1; ; attempt++) {
            String callName = name + "Request#" + attempt;
            FunctionCall call = start(callName, fate(callName), () -> work.apply(operation));
            Objects.requireNonNull(Schedule.current()).await(call::isOver);
            if (call.error().isEmpty() || call.error().get() instanceof Refused) {
              return;
            }
            note(call.error().get());
          }
        });
  }

  StartExecutionResponse startExecution(StartExecutionRequest request) {
    FunctionCall call = Objects.requireNonNull(FunctionCall.current());
    Fault fault = call.before(request);
    if (fault.isBefore()) {
      throw fault.error(request);
    }
    Execution there = executions.get(request.name());
    if (there == null) {
      var execution = new Execution(this, request.name(), executions.size() + "/");
      executions.put(request.name(), execution);
      schedule.start(execution::run);
    } else if (there.end() != Execution.End.RUNNING) {
      throw ExecutionAlreadyExistsException.builder().build();
    }
    call.after(fault);
    if (fault.isAfter()) {
      throw fault.error(request);
    }
    return StartExecutionResponse.builder().executionArn("arn:" + request.name()).build();
  }

  /** Stops the executions that run when so many turns have passed. */
  void abortAt(int turn) {
    abortAt = turn;
  }

  private void abort() {
    abortAt = Integer.MAX_VALUE;
    for (Execution execution : executions()) {
      if (execution.end() == Execution.End.RUNNING) {
        count("executions aborted");
        execution.abort();
      }
    }
  }

  /** The event that an execution ended, which the bus may deliver twice. */
  void announceEnd(Execution execution) {
    boolean twice = random.nextInt(10) == 0;
    for (int copy = 0; copy <= (twice ? 1 : 0); copy++) {
      String name = execution.name() + "Ended " + copy;
      int pause = random.nextInt(60);
      schedule.start(() -> deliver(execution, name, pause));
    }
  }

  private void deliver(Execution execution, String name, int pause) {
    Objects.requireNonNull(Schedule.current()).sleep(pause);
    Objects.requireNonNull(Schedule.current()).await(() -> true);
    Supplier<JobStatus> work = () -> world.wiring.endRestore().abandon(execution.jobId(), "It was aborted.");
    for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
      String callName = name + "#" + delivery;
      FunctionCall call = start(callName, fate(callName), work);
      Objects.requireNonNull(Schedule.current()).await(call::isDone);
      if (call.error().isEmpty()) {
        return;
      }
      note(call.error().get());
    }
    count("event became a dead letter");
    deadLetters.add(work::get);
  }

  /** A request that its caller no longer waits for, and that S3 carries out all the same. */
  void sendLater(SdkRequest request) {
    int pause = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(200);
    late++;
    schedule.start(
        () -> {
          Schedule.Strand own = Objects.requireNonNull(Schedule.current());
          own.sleep(pause);
          own.await(() -> true);
          try {
            send(request);
            trace.add("late: " + Requests.describe(request));
          } catch (S3Exception e) {
            trace.add("late and refused: " + Requests.describe(request));
          } finally {
            late--;
          }
        });
  }

  private static void send(SdkRequest request) {
    switch (request) {
      case CopyObjectRequest copy -> EmbeddedAws.s3().copyObject(copy);
      case UploadPartCopyRequest part -> EmbeddedAws.s3().uploadPartCopy(part);
      case CompleteMultipartUploadRequest all -> EmbeddedAws.s3().completeMultipartUpload(all);
      default -> throw new IllegalArgumentException("Cannot be late: " + request);
    }
  }

  /**
   * Until nothing runs any more; then whoever is paged sends dead letters again, and what is
   * scheduled for later is done.
   */
  void play(Runnable between) {
    schedule.run(
        () -> {
          if (schedule.turn() >= abortAt) {
            abort();
          }
          between.run();
        });
    deadLetters.forEach(Runnable::run);
    deadLetters.clear();
    sweep(between);
  }

  /** Two sweeps at once, which may fail as anything may; what they leave is for the next one. */
  private void sweep(Runnable between) {
    world.advance(Duration.ofMinutes(21));
    for (String name : List.of("Sweep 1", "Sweep 2")) {
      start(
          name,
          fate(name),
          () -> {
            world.wiring.sweep().run(() -> true);
            return "";
          });
    }
    schedule.run(between);
    world.wiring.sweep().run(() -> true);
  }

  Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  List<Execution> executions() {
    return List.copyOf(executions.values());
  }
}
