package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Preparation;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Prepare: reserves the name, writes the invisible row and opens the multipart uploads. */
public final class PrepareFunction extends Step<PlannedCollection> {
  private final Preparation preparation;

  public PrepareFunction() {
    this(System.getenv());
  }

  public PrepareFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public PrepareFunction(Wiring wiring) {
    super(PlannedCollection.class);
    preparation = wiring.preparation();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    preparation.prepare(input, Deadline.of(context));
    return DONE;
  }
}
