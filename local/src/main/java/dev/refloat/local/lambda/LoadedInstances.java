package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.local.template.FunctionResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Instances in this JVM: objects of the handler's class. */
final class LoadedInstances implements Instances {
  private final FunctionResource function;
  private final ClassLoader loader;
  private final HandlerFactory factory;

  /**
   * @throws dev.refloat.local.template.TemplateException where the handler cannot be loaded
   */
  LoadedInstances(
      FunctionResource function, ClassLoader loader, Supplier<Map<String, String>> environment) {
    this.function = function;
    this.loader = loader;
    this.factory = new HandlerFactory(function, loader, environment);
  }

  @Override
  public Instance start() throws InterruptedException, InitFailed {
    try {
      return new LoadedInstance(startTask(factory::create).get());
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof InvocationTargetException target
              ? target.getCause()
              : e.getCause();
      throw new InitFailed(FunctionErrors.thrown(cause == null ? e : cause));
    }
  }

  private final class LoadedInstance implements Instance {
    private final RequestStreamHandler handler;
    private volatile boolean givenUp;

    LoadedInstance(RequestStreamHandler handler) {
      this.handler = handler;
    }

    @Override
    public Invocation call(byte[] payload) throws InterruptedException {
      CallContext context = new CallContext(function, UUID.randomUUID().toString());
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      FutureTask<Void> task =
          startTask(
              () -> {
                handler.handleRequest(new ByteArrayInputStream(payload), answer, context);
                return null;
              });
      try {
        task.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        giveUp(task);
        return FunctionErrors.timedOut(context.getAwsRequestId(), function.timeout());
      } catch (ExecutionException e) {
        return FunctionErrors.thrown(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        giveUp(task);
        throw e;
      }
      return answer.size() > RuntimeApi.LARGEST_ANSWER
          ? FunctionErrors.answerTooLarge(RuntimeApi.LARGEST_ANSWER)
          : new Invocation.Answer(answer.toByteArray());
    }

    /** Its thread may still run. */
    private void giveUp(FutureTask<Void> task) {
      givenUp = true;
      task.cancel(true);
    }

    @Override
    public boolean isUsable() {
      return !givenUp;
    }

    @Override
    public void close() {
      givenUp = true;
    }
  }

  /**
   * On a thread of its own, whose context class loader is the functions': logging and service
   * loaders look there.
   */
  private <T> FutureTask<T> startTask(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name(function.name()).unstarted(task);
    thread.setContextClassLoader(loader);
    thread.start();
    return task;
  }
}
