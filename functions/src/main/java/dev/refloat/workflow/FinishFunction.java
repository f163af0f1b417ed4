package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Settings;
import dev.refloat.restore.EndRestore;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Finish: ends the job, successful only if every collection is visible. */
public final class FinishFunction extends Step<FinishFunction.Input> {
  /**
   * @param run the name of the execution
   */
  record Input(String jobId, String run) {}

  private final EndRestore ending;

  public FinishFunction() {
    this(System.getenv());
  }

  public FinishFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public FinishFunction(Wiring wiring) {
    super(FinishFunction.Input.class);
    ending = wiring.endRestore();
  }

  @Override
  Object run(FinishFunction.Input input, Context context) {
    JobStatus status = ending.finish(Run.of(input.run()));
    if (status != JobStatus.SUCCESSFUL) {
      throw new NotRestored();
    }
    // Executions that an earlier version started read it.
    return Map.of("status", status.name());
  }
}
