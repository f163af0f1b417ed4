package dev.refloat.local.lambda;

import dev.refloat.local.template.FunctionResource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One function with its instances.
 *
 * <p>As in Lambda an instance serves one call at a time and is used again; calls at the same time
 * each get their own. An instance whose call timed out is thrown away.
 */
final class FunctionRuntime implements AutoCloseable {
  private final Instances instances;
  private final Supplier<Map<String, String>> environment;
  private final ConcurrentLinkedDeque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final Set<Instance> started = ConcurrentHashMap.newKeySet();
  private final @Nullable Semaphore reserved;
  private volatile boolean closed;

  /**
   * @throws dev.refloat.local.template.TemplateException where there is no such handler
   */
  FunctionRuntime(
      FunctionResource function, FunctionCode code, Supplier<Map<String, String>> environment) {
    this.environment = environment;
    this.instances =
        switch (code) {
          case FunctionCode.Loaded loaded ->
              new LoadedInstances(function, loaded.loader(), environment);
          case FunctionCode.Processes processes ->
              new ProcessInstances(function, processes, environment);
        };
    this.reserved =
        function.concurrency().isPresent()
            ? new Semaphore(function.concurrency().getAsInt())
            : null;
  }

  Map<String, String> environment() {
    return environment.get();
  }

  Invocation invoke(byte[] payload) throws InterruptedException {
    if (reserved == null) {
      return call(payload);
    }
    if (!reserved.tryAcquire()) {
      throw new LambdaException(LambdaException.Code.TooManyRequestsException, "Rate Exceeded.");
    }
    try {
      return call(payload);
    } finally {
      reserved.release();
    }
  }

  private Invocation call(byte[] payload) throws InterruptedException {
    Instance instance;
    try {
      instance = take();
    } catch (InitFailed e) {
      return e.failure();
    }
    try {
      return instance.call(payload);
    } finally {
      idle.addFirst(instance);
    }
  }

  private Instance take() throws InterruptedException, InitFailed {
    for (Instance used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
      if (used.isUsable()) {
        return used;
      }
      started.remove(used);
      used.close();
    }
    Instance instance = instances.start();
    started.add(instance);
    // Who closes this runtime meanwhile may have missed it.
    if (closed) {
      instance.close();
    }
    return instance;
  }

  /** Ends all instances, and calls that run. */
  @Override
  public void close() {
    closed = true;
    started.forEach(Instance::close);
  }
}
