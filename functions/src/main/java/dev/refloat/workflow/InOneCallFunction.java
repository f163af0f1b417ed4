package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.InOneCall;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** InOneCall: restores a collection of at most one batch. */
public final class InOneCallFunction extends Step<PlannedCollection> {
  private final InOneCall inOneCall;

  public InOneCallFunction() {
    this(System.getenv());
  }

  public InOneCallFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public InOneCallFunction(Wiring wiring) {
    super(PlannedCollection.class);
    inOneCall = wiring.inOneCall();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    inOneCall.restore(input, Deadline.of(context));
    return DONE;
  }
}
