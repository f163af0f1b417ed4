package dev.refloat.local.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, closed in the opposite order; a part that fails to close does not keep the
 * others open.
 */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.atError()
            .addKeyValue("part", part.getClass().getSimpleName())
            .setCause(e)
            .log("Part did not stop");
      }
    }
  }
}
