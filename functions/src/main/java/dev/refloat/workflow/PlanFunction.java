package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Planner;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Plan: reads the backup, checks it and writes the plan. */
public final class PlanFunction extends Step<PlanFunction.Input> {
  /** The execution is noted on the job, for the one who looks for it. */
  record Input(String jobId, String executionArn) {}

  private final Planner planner;

  public PlanFunction() {
    this(System.getenv());
  }

  public PlanFunction(Map<String, String> environment) {
    super(PlanFunction.Input.class);
    var wiring = new Wiring(new Settings(environment));
    planner = wiring.planner();
  }

  @Override
  Object run(PlanFunction.Input input, Context context) {
    return planner.plan(input.jobId(), input.executionArn());
  }
}
