package dev.refloat.bench.scale.time;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work in virtual time, for who waits for it outside. */
public final class InClock {
  private InClock() {}

  /**
   * Does it on a thread of the clock.
   *
   * @throws java.util.concurrent.CompletionException with what it threw as the cause
   */
  public static <T> T call(VirtualClock clock, Callable<T> work) {
    var result = new CompletableFuture<T>();
    clock.start(
        "test",
        () -> {
          try {
            result.complete(work.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        });
    return result.join();
  }
}
