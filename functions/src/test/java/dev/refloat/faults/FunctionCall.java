package dev.refloat.faults;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * One call of a function, in a process of its own: its requests wait for their turns, and fail as
 * the seed says. What happens to a request follows from the seed, the name of the call, what is
 * asked for and how often this call has asked for it.
 */
final class FunctionCall {
  private final Played played;
  private final String name;
  private final Fate fate;
  private final Map<String, Integer> asked = new HashMap<>();
  private Schedule.@Nullable Strand strand;
  private int requests;
  private boolean dead;
  private boolean lost;
  private boolean done;
  private @Nullable Object answer;
  private @Nullable Throwable error;

  private FunctionCall(Played played, String name, Fate fate) {
    this.played = played;
    this.name = name;
    this.fate = fate;
  }

  /** Starts it; nobody need wait for it. */
  static FunctionCall start(Played played, String name, Fate fate, Supplier<?> work) {
    var call = new FunctionCall(played, name, fate);
    call.strand = played.schedule().start(() -> call.run(work));
    call.strand.call = call;
    return call;
  }

  /** The call that this thread works for; null where it works for none. */
  static @Nullable FunctionCall current() {
    Schedule.@Nullable Strand strand = Schedule.current();
    return strand == null ? null : strand.call;
  }

  private void run(Supplier<?> work) {
    try {
      answer = work.get();
    } catch (RuntimeException | Error e) {
      error = e;
    }
    if (dead) {
      error = new Killed();
    }
    done = true;
    played.trace().add(name + (error == null ? " is done" : " ends with " + describe(error)));
  }

  private static String describe(Throwable error) {
    return Requests.unchanging(error.getClass().getSimpleName() + ": " + error.getMessage());
  }

  String name() {
    return name;
  }

  boolean isDone() {
    return done;
  }

  /** Whether whoever waits for it has heard the end of it, true or not. */
  boolean isOver() {
    return done || lost;
  }

  Optional<Throwable> error() {
    return done ? Optional.ofNullable(error) : Optional.of(new Lost());
  }

  Object answer() {
    return Objects.requireNonNull(answer);
  }

  /** As Lambda tells the function that this thread works for. */
  static Deadline deadline() {
    FunctionCall call = Objects.requireNonNull(current());
    return Deadline.of(
        (Context)
            Proxy.newProxyInstance(
                FunctionCall.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> call.remainingMillis()));
  }

  private int remainingMillis() {
    return fate.shortAt() > 0 && requests >= fate.shortAt() ? 60_000 : 600_000;
  }

  /**
   * Waits for its turn.
   *
   * @throws Killed where the process died before
   */
  Fault before(SdkRequest request) {
    requireAlive();
    played
        .refusal(request)
        .ifPresent(
            error -> {
              throw error;
            });
    String what = Requests.describe(request);
    Fault fault = played.faults().decide(name, what, nth(what)).of(request);
    if (request instanceof ListObjectsV2Request list && played.isBackup(list.bucket())) {
      // The planner sends several of these at once; what they read does not change.
      return fault;
    }
    Schedule.Strand own = Objects.requireNonNull(strand);
    own.await(() -> true);
    requests++;
    if (requests == fate.lostAt()) {
      lost = true;
      own.sleep(fate.sleeps());
      played.trace().add(name + " is lost");
      played.count("call lost");
      own.await(() -> true);
    }
    if (requests == fate.shortAt()) {
      // So that none of the engine's waits for a time takes part in the order.
      own.hurry();
      played.count("time nearly up");
    }
    if (requests == fate.killedAt()) {
      dead = true;
      played.count(fate.effect() ? "killed behind a request" : "killed before a request");
      played.trace().add(name + " dies at " + what + (fate.effect() ? ", behind it" : ""));
      if (!fate.effect()) {
        throw new Killed();
      }
      return Fault.NONE;
    }
    played.count(fault);
    played.trace().add(name + " " + what + (fault == Fault.NONE ? "" : " " + fault));
    if (fault == Fault.LATE) {
      played.sendLater(request);
    }
    return fault;
  }

  /** The request has had its effect. */
  void after(Fault fault) {
    requireAlive();
    if (fault == Fault.SLOW) {
      Objects.requireNonNull(strand).await(() -> true);
      requireAlive();
    }
  }

  SdkResponse changed(SdkResponse answer) {
    return played.changed(answer);
  }

  private void requireAlive() {
    if (dead) {
      throw new Killed();
    }
  }

  private synchronized int nth(String what) {
    return asked.merge(what, 1, Integer::sum);
  }

  /** What the caller of a function hears of a call whose answer got lost. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("The call was lost", null, false, false);
    }
  }

  /** The faults of a seed. */
  record Faults(long seed, double share) {
    /** The first is none. */
    private static final List<Fault> ALL = List.of(Fault.values());

    Fault decide(String call, String what, int time) {
      var random = new SplittableRandom(Objects.hash(seed, call, what, time) * 0x9e3779b97f4a7c15L);
      if (random.nextDouble() >= share) {
        return Fault.NONE;
      }
      return ALL.get(1 + random.nextInt(ALL.size() - 1));
    }

    Fate fate(String call, double part) {
      return Fate.draw(new SplittableRandom(Objects.hash(seed, call) * 0x9e3779b97f4a7c15L), part);
    }
  }
}
