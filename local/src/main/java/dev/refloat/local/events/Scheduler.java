package dev.refloat.local.events;

import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaException;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls functions again and again, as EventBridge Scheduler does. One call of a schedule follows
 * the other: where one takes longer than the period, the next comes at once. A call that fails is
 * logged, and the next one comes at its time.
 */
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  /** How long a stop waits for calls that run. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);

  private final List<Schedule> schedules;
  private final LambdaHost lambda;
  private final EventFactory events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param events tells by its clock what time each call has; how long it is from one to the next
   *     is real time
   */
  public Scheduler(List<Schedule> schedules, LambdaHost lambda, EventFactory events) {
    this.schedules = List.copyOf(schedules);
    this.lambda = lambda;
    this.events = events;
  }

  /** Begins to wait for the first call of each schedule. */
  public void start() {
    schedules.forEach(schedule -> threads.execute(() -> run(schedule)));
  }

  /**
   * Calls functions now, one after the other.
   *
   * @param period the longest of the schedules that are meant
   */
  public void callAll(Duration period) throws InterruptedException {
    for (Schedule schedule : schedules) {
      if (schedule.period().compareTo(period) <= 0) {
        call(schedule);
      }
    }
  }

  private void run(Schedule schedule) {
    long period = schedule.period().toNanos();
    long next = System.nanoTime();
    try {
      while (true) {
        next += period;
        Thread.sleep(Duration.ofNanos(next - System.nanoTime()));
        call(schedule);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Schedule schedule) throws InterruptedException {
    try {
      byte[] event = events.scheduled(schedule.name()).toString().getBytes(StandardCharsets.UTF_8);
      if (lambda.invoke(schedule.functionArn(), event) instanceof Invocation.Failure failure) {
        LOG.atWarn()
            .addKeyValue("schedule", schedule.name())
            .addKeyValue("detail", new String(failure.payload(), StandardCharsets.UTF_8))
            .log("Scheduled call failed");
      }
    } catch (LambdaException e) {
      LOG.atWarn().addKeyValue("schedule", schedule.name()).setCause(e).log("No scheduled call");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
