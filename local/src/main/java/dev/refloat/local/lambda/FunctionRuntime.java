package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.local.template.FunctionResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One function with its instances.
 *
 * <p>As in Lambda an instance serves one call at a time and is used again; calls at the same time
 * each get their own. An instance whose call timed out is thrown away, as its thread may still run.
 */
final class FunctionRuntime {
  /** Lambda's limit of a synchronous answer: 6 MiB and 100 bytes. */
  private static final int LARGEST_ANSWER = 6_291_556;

  private final FunctionResource function;
  private final ClassLoader loader;
  private final Supplier<Map<String, String>> environment;
  private final HandlerFactory factory;
  private final ConcurrentLinkedDeque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
  private final @Nullable Semaphore reserved;

  FunctionRuntime(
      FunctionResource function, ClassLoader loader, Supplier<Map<String, String>> environment) {
    this.function = function;
    this.loader = loader;
    this.environment = environment;
    this.factory = new HandlerFactory(function, loader, environment);
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
    RequestStreamHandler used = idle.pollFirst();
    RequestStreamHandler handler;
    try {
      // The time of making an instance does not count: Lambda times its init phase apart.
      handler = used == null ? runWithLoader(factory::create) : used;
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof InvocationTargetException target
              ? target.getCause()
              : e.getCause();
      return FunctionErrors.thrown(cause == null ? e : cause);
    }
    CallContext context = new CallContext(function, UUID.randomUUID().toString());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    FutureTask<Void> task =
        start(
            () -> {
              handler.handleRequest(new ByteArrayInputStream(payload), answer, context);
              return null;
            });
    try {
      task.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return FunctionErrors.timedOut(context.getAwsRequestId(), function.timeout());
    } catch (ExecutionException e) {
      idle.addFirst(handler);
      return FunctionErrors.thrown(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    }
    idle.addFirst(handler);
    return answer.size() > LARGEST_ANSWER
        ? FunctionErrors.answerTooLarge(LARGEST_ANSWER)
        : new Invocation.Answer(answer.toByteArray());
  }

  private <T> T runWithLoader(Callable<T> work) throws InterruptedException, ExecutionException {
    return start(work).get();
  }

  /**
   * On a thread of its own, whose context class loader is the functions': logging and service
   * loaders look there.
   */
  private <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name(function.name()).unstarted(task);
    thread.setContextClassLoader(loader);
    thread.start();
    return task;
  }
}
