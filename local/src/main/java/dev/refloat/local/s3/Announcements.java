package dev.refloat.local.s3;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener of objects that changed: one at a time, in the order of the calls, never on the
 * caller's thread.
 */
final class Announcements implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);

  private final Consumer<ObjectChange> listener;
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("s3-announcements").factory());

  Announcements(Consumer<ObjectChange> listener) {
    this.listener = listener;
  }

  void add(ObjectChange object) {
    queue.execute(() -> tell(object));
  }

  private void tell(ObjectChange object) {
    try {
      listener.accept(object);
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("bucket", object.bucket())
          .addKeyValue("key", object.key())
          .log("Listener failed on an object");
    }
  }

  /** Returns when the listener has heard of everything that was added. */
  @Override
  public void close() {
    queue.close();
  }
}
