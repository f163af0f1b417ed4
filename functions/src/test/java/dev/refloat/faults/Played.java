package dev.refloat.faults;

import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What happens in a world under one seed: calls of functions, their requests, and what is later.
 */
final class Played {
  private static final Rules RULES = Rules.read();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TROUBLED_MINUTES = 2;
  private static final int CALM_MINUTES = 5;

  private final World world;
  private final Schedule schedule;
  private final FunctionCall.Faults faults;
  private final double fates;
  private final SplittableRandom random;
  private final List<String> trace = new ArrayList<>();
  private final Map<String, Integer> counts;
  private final Executions executions = new Executions(this);
  private Function<SdkRequest, Optional<RuntimeException>> refusals = request -> Optional.empty();
  private UnaryOperator<SdkResponse> answers = answer -> answer;

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

  Executions executions() {
    return executions;
  }

  /** Between 0 and the bound, which is not reached. */
  int draw(int bound) {
    return random.nextInt(bound);
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
    return FunctionCall.start(this, name, fate, work);
  }

  /** A caller that repeats the call with its Idempotency-Key until it is answered. */
  void order(String name, Operation operation, Function<Operation, ?> work) {
    schedule.start(
        () -> {
          for (int attempt = 1; ; attempt++) {
            String callName = name + "Request#" + attempt;
            Operation claimed = attempt == 1 ? operation : Scenario.again(operation);
            FunctionCall call = start(callName, fate(callName), () -> work.apply(claimed));
            Objects.requireNonNull(Schedule.current()).await(call::isOver);
            if (call.error().isEmpty() || call.error().get() instanceof Refused) {
              return;
            }
            note(call.error().get());
          }
        });
  }

  /** A caller that comes later, and repeats the call until it is answered or refused. */
  void ask(String name, int pause, Supplier<?> work) {
    schedule.start(
        () -> {
          Schedule.Strand own = Objects.requireNonNull(Schedule.current());
          own.sleep(pause);
          own.await(() -> true);
          for (int attempt = 1; ; attempt++) {
            String callName = name + "#" + attempt;
            FunctionCall call = start(callName, fate(callName), work);
            own.await(call::isOver);
            if (call.error().isEmpty()) {
              count(name.substring(name.indexOf(' ') + 1) + " done");
              return;
            }
            if (call.error().get() instanceof Refused) {
              return;
            }
            note(call.error().get());
          }
        });
  }

  static Supplier<String> done(Runnable work) {
    return () -> {
      work.run();
      return "";
    };
  }

  /** A request that its caller no longer waits for, and that S3 carries out all the same. */
  void sendLater(SdkRequest request) {
    int pause = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(200);
    schedule.start(
        () -> {
          Schedule.Strand own = Objects.requireNonNull(Schedule.current());
          own.sleep(pause);
          own.await(() -> true);
          try {
            Requests.send(request);
            trace.add("late: " + Requests.describe(request));
          } catch (S3Exception e) {
            trace.add("late and refused: " + Requests.describe(request));
          }
        });
  }

  /**
   * Until nothing runs any more, and no job is left that has not ended. Each minute stuck jobs are
   * looked after: at first that may fail as anything may, then all is well again, and whoever is
   * paged for dead letters sends them.
   */
  void play(Runnable between) {
    run(between);
    for (int minute = 1; minute <= TROUBLED_MINUTES; minute++) {
      world.advance(MINUTE);
      String name = "Minute " + minute;
      start(name, fate(name), done(this::lookAfterStuckJobs));
      run(between);
    }
    executions.sendDeadLettersAgain();
    for (int minute = 1; minute <= CALM_MINUTES && isAnyActive(); minute++) {
      count("calm minutes");
      world.advance(MINUTE);
      lookAfterStuckJobs();
      run(between);
      executions.sendDeadLettersAgain();
    }
  }

  private boolean isAnyActive() {
    return !world.wiring.jobs().active().all().isEmpty();
  }

  private void lookAfterStuckJobs() {
    world.wiring.stuckJobs().run(() -> true);
  }

  private void run(Runnable between) {
    schedule.run(
        () -> {
          executions.abortWhenDue();
          between.run();
        });
  }

  /**
   * What is scheduled for later: two sweeps at once, which may fail as anything may, and one that
   * does what they left.
   */
  void sweep() {
    world.advance(Duration.ofMinutes(21));
    for (String name : List.of("Sweep 1", "Sweep 2")) {
      start(name, fate(name), done(() -> world.wiring.sweep().run(() -> true)));
    }
    schedule.run(() -> {});
    world.wiring.sweep().run(() -> true);
  }
}
