package dev.refloat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads run one at a time, in an order that follows from a seed: a strand goes on from where
 * it waits until it waits again, and then the next one is drawn. So the same seed gives the same
 * order of all requests, whatever the machine does.
 *
 * <p>A strand may have threads below its own, as the copy engine does, while only one of them works
 * at a time.
 */
final class Schedule {
  private static final InheritableThreadLocal<@Nullable Strand> CURRENT =
      new InheritableThreadLocal<>();

  private final SplittableRandom random;
  private final List<Strand> strands = new ArrayList<>();
  private final Semaphore back = new Semaphore(0);
  private int turn;

  Schedule(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A thread and those below it. */
  final class Strand {
    private final Semaphore go = new Semaphore(0);
    private final Runnable work;
    private BooleanSupplier ready = () -> true;
    private int asleepUntil;
    private boolean eager;
    private boolean ended;
    @Nullable FunctionCall call;
    private @Nullable Throwable failure;

    private Strand(Runnable work) {
      this.work = work;
    }

    private void run() {
      CURRENT.set(this);
      go.acquireUninterruptibly();
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        ended = true;
        back.release();
      }
    }

    /** Gets no turn before so many have passed, or until nobody else can go on. */
    void sleep(int turns) {
      asleepUntil = turn > Integer.MAX_VALUE - turns ? Integer.MAX_VALUE : turn + turns;
    }

    /** Is drawn before all others from now on. */
    void hurry() {
      eager = true;
    }

    /** Gives the turn away until the condition holds and this strand is drawn. */
    void await(BooleanSupplier condition) {
      ready = condition;
      back.release();
      go.acquireUninterruptibly();
    }

    private boolean isReady() {
      return !ended && ready.getAsBoolean();
    }
  }

  /** The strand of this thread; null outside of every schedule. */
  static @Nullable Strand current() {
    return CURRENT.get();
  }

  /** How many turns have passed. */
  int turn() {
    return turn;
  }

  /** It gets its first turn later. */
  Strand start(Runnable work) {
    var strand = new Strand(work);
    strands.add(strand);
    Thread.ofVirtual().start(strand::run);
    return strand;
  }

  /**
   * Gives turns until every strand has ended.
   *
   * @param between is done between two turns
   * @throws IllegalStateException where strands wait for what nobody will do
   */
  void run(Runnable between) {
    while (!strands.isEmpty()) {
      Strand next = draw();
      turn++;
      next.go.release();
      back.acquireUninterruptibly();
      if (next.ended) {
        strands.remove(next);
        rethrow(next.failure);
      }
      between.run();
    }
  }

  private Strand draw() {
    List<Strand> ready = strands.stream().filter(Strand::isReady).toList();
    if (ready.isEmpty()) {
      throw new IllegalStateException("Strands wait for what nobody will do");
    }
    List<Strand> eager = ready.stream().filter(strand -> strand.eager).toList();
    List<Strand> awake =
        eager.isEmpty() ? ready.stream().filter(s -> s.asleepUntil <= turn).toList() : eager;
    if (awake.isEmpty()) {
      // Who sleeps longest was to be the last.
      int first = ready.stream().mapToInt(s -> s.asleepUntil).min().orElseThrow();
      awake = ready.stream().filter(s -> s.asleepUntil == first).toList();
    }
    return awake.get(random.nextInt(awake.size()));
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
