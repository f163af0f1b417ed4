package dev.refloat.automation;

import java.time.Instant;
import java.util.Optional;

/**
 * Fires the triggers whose time has come. What was missed while nobody looked is fired once, not as
 * often as it was missed.
 */
final class DueSchedules {
  private final TriggerStore triggers;
  private final Firings firings;

  DueSchedules(TriggerStore triggers, Firings firings) {
    this.triggers = triggers;
    this.firings = firings;
  }

  /**
   * Fires what is due. Where two calls do so at once, the one that is later does nothing.
   *
   * @param now as whoever keeps the time says
   */
  void fire(Instant now) {
    for (TriggerStore.Due due : triggers.due(now)) {
      Optional<RestoreTrigger> trigger =
          triggers
              .find(due.triggerId())
              .filter(found -> found.next().filter(due.time()::equals).isPresent());
      if (trigger.isPresent()) {
        firings.offer(
            trigger.get(),
            Firing.ofTime(due.triggerId(), due.time()),
            next(trigger.get(), due.time(), now));
      } else {
        triggers.forget(due);
      }
    }
  }

  private static Optional<Instant> next(RestoreTrigger trigger, Instant fired, Instant now) {
    Schedule schedule = ((When.Scheduled) trigger.definition().when()).schedule();
    return schedule
        .next(fired)
        .flatMap(time -> time.isAfter(now) ? Optional.of(time) : schedule.next(now));
  }
}
