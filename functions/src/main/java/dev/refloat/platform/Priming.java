package dev.refloat.platform;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a function do before the snapshot that its instances start from what it otherwise does at the
 * first call of each: load classes, read certificates, make clients ready. Lambda's Java runtime
 * calls such hooks, of {@code org.crac}, where a function has SnapStart; nothing else does.
 *
 * <p>Nothing is kept open on purpose: a connection of the snapshot is dead where it is restored.
 */
public final class Priming implements Resource {
  private static final Logger log = LoggerFactory.getLogger(Priming.class);

  private final Rehearsal rehearsal;

  /** A call that has no effect. */
  @FunctionalInterface
  public interface Rehearsal {
    void run() throws Exception;
  }

  private Priming(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /**
   * Registers a rehearsal.
   *
   * @return must be held as long as the function: the runtime does not
   */
  public static Priming with(Rehearsal rehearsal) {
    Priming priming = new Priming(rehearsal);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /** What fails is told and keeps no version from being published: the first calls are slower. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    long start = System.nanoTime();
    try {
      rehearsal.run();
      log.atInfo().addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000).log("Primed");
    } catch (Exception e) {
      log.atWarn().setCause(e).log("Not primed");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
