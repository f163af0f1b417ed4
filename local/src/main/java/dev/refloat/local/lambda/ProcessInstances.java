package dev.refloat.local.lambda;

import dev.refloat.local.template.FunctionResource;
import dev.refloat.local.template.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Instances that are processes, started and called as Lambda does. */
final class ProcessInstances implements Instances {
  private final FunctionResource function;
  private final FunctionCode.Processes code;
  private final Supplier<Map<String, String>> environment;

  /**
   * @throws TemplateException where the code has no such class
   */
  ProcessInstances(
      FunctionResource function,
      FunctionCode.Processes code,
      Supplier<Map<String, String>> environment) {
    this.function = function;
    this.code = code;
    this.environment = environment;
    String type = function.handler().split("::", 2)[0];
    Path file = code.taskRoot().resolve(type.replace('.', '/') + ".class");
    if (!Files.isRegularFile(file)) {
      throw new TemplateException(
          "Resources." + function.logicalId() + ".Properties.Handler",
          "there is no class " + type + " in the functions' artifact");
    }
  }

  @Override
  public Instance start() throws InterruptedException, InitFailed {
    FunctionProcess process = FunctionProcess.start(launch());
    boolean isReady = false;
    try {
      if (function.snapStart()) {
        // The snapshot that others start from is this process itself.
        process.awaitSnapshot();
        process.restore();
      }
      process.awaitReady();
      isReady = true;
    } finally {
      if (!isReady) {
        process.close();
      }
    }
    return new ProcessInstance(process);
  }

  private FunctionProcess.Launch launch() {
    Map<String, String> own = environment.get();
    return new FunctionProcess.Launch(
        function.arn(),
        JavaRuntime.command(function, code.runtime(), code.options()),
        api -> JavaRuntime.environment(function, own, code.taskRoot(), api),
        code.taskRoot(),
        code.logs().resolve(function.name() + ".log"));
  }

  private final class ProcessInstance implements Instance {
    private final FunctionProcess process;

    ProcessInstance(FunctionProcess process) {
      this.process = process;
    }

    @Override
    public Invocation call(byte[] payload) throws InterruptedException {
      return process.call(payload, function.timeout());
    }

    @Override
    public boolean isUsable() throws InterruptedException {
      return process.isWaiting();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
