package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.job.Run;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreRbac;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Rbac: users, roles, grants and privilege groups. */
public final class RbacFunction extends Step<RbacFunction.Input> {
  /**
   * Which run.
   *
   * @param run the name of the execution
   */
  record Input(String jobId, String run) {}

  private final RestoreRbac rbac;

  public RbacFunction() {
    this(System.getenv());
  }

  public RbacFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public RbacFunction(Wiring wiring) {
    super(RbacFunction.Input.class);
    rbac = wiring.restoreRbac();
  }

  @Override
  Object run(RbacFunction.Input input, Context context) {
    rbac.restore(Run.of(input.run()));
    return DONE;
  }
}
