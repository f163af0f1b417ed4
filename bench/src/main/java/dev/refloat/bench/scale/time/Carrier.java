package dev.refloat.bench.scale.time;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread that carries virtual threads, in the order in which they become ready, and knows when
 * none of them is.
 *
 * <p>The JDK has had schedulers of one's own for virtual threads since there are any, but not for
 * everybody: the JVM needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}. A virtual thread
 * that is started by one of this carrier is carried by it too.
 */
final class Carrier implements Executor, AutoCloseable {
  private static final MethodHandle NEW_THREAD = newThread();

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final Queue<Runnable> readyElsewhere = new ConcurrentLinkedQueue<>();
  private final BooleanSupplier idle;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param idle is called when no thread is ready; false where nothing became so, then the carrier
   *     waits for other threads
   */
  Carrier(BooleanSupplier idle) {
    this.idle = idle;
    this.thread = Thread.ofPlatform().daemon().name("carrier").start(this::run);
  }

  private static MethodHandle newThread() {
    try {
      Class<?> builders = Class.forName("java.lang.ThreadBuilders");
      return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
          .findStatic(
              builders,
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This JVM gives no scheduler to virtual threads; start a JDK 25 with --add-opens java.base/java.lang=ALL-UNNAMED",
          e);
    }
  }

  /** Starts the first of the threads. */
  void start(String name, Runnable work) {
    try {
      ((Thread) NEW_THREAD.invoke((Executor) this, name, 0, work)).start();
    } catch (Throwable e) {
      throw new IllegalStateException("A virtual thread could not be started", e);
    }
  }

  @Override
  public void execute(Runnable work) {
    // A virtual thread that makes another one ready is its carrier in the meantime.
    if (Thread.currentThread() == thread) {
      ready.add(work);
    } else {
      readyElsewhere.add(work);
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closed) {
      @Nullable Runnable next = next();
      if (next != null) {
        next.run();
      } else if (!idle.getAsBoolean()) {
        LockSupport.park();
      }
    }
  }

  private @Nullable Runnable next() {
    Runnable elsewhere = readyElsewhere.poll();
    return elsewhere == null ? ready.poll() : elsewhere;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
