package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Verification;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Verify: compares what is at the destination with the plan, and its content where asked for. */
public final class VerifyFunction extends Step<PlannedCollection> {
  private final Verification verification;

  public VerifyFunction() {
    this(System.getenv());
  }

  public VerifyFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public VerifyFunction(Wiring wiring) {
    super(PlannedCollection.class);
    verification = wiring.verification();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    verification.verify(input, Deadline.of(context));
    return DONE;
  }
}
