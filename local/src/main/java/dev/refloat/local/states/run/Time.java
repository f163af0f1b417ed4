package dev.refloat.local.states.run;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The clock and the alarms of the interpreter: the one place where time passes, so that tests can
 * make it pass.
 */
public interface Time extends InstantSource {

  /** An action that has not come due may be called off by closing its alarm. */
  interface Alarm extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs the action once the duration has passed. The action is short and does not block. */
  Alarm after(Duration duration, Runnable action);
}
