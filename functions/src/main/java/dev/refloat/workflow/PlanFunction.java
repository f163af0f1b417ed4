package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.job.Run;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Planning;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Plan: reads the backup, checks it and writes the plan. */
public final class PlanFunction extends Step<PlanFunction.Input> {
  /**
   * The execution is noted on the job, for the one who looks for it.
   *
   * @param run the name of the execution
   */
  record Input(String jobId, String run, String executionArn) {}

  private final Planning planning;

  public PlanFunction() {
    this(System.getenv());
  }

  public PlanFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public PlanFunction(Wiring wiring) {
    super(PlanFunction.Input.class);
    planning = wiring.planning();
  }

  @Override
  Object run(PlanFunction.Input input, Context context) {
    return planning.plan(Run.of(input.run()), input.executionArn());
  }
}
