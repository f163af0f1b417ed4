package dev.refloat.local.states.run;

import java.util.concurrent.CountDownLatch;

/**
 * Waiting on threads of this package. Nobody interrupts them: they are stopped by {@link
 * StopSignal}.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A strand of an execution was interrupted", e);
    }
  }
}
