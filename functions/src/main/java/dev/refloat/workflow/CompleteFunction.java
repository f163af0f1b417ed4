package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Completion;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Complete: finishes the multipart uploads of a collection. */
public final class CompleteFunction extends Step<PlannedCollection> {
  private final Completion completion;

  public CompleteFunction() {
    this(System.getenv());
  }

  public CompleteFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public CompleteFunction(Wiring wiring) {
    super(PlannedCollection.class);
    completion = wiring.completion();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    completion.complete(input, Deadline.of(context));
    return DONE;
  }
}
