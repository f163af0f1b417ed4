package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.Uploads;
import dev.refloat.platform.Settings;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Complete: finishes the multipart uploads of a collection. */
public final class CompleteFunction extends Step<PlannedCollection> {
  private final Uploads uploads;

  public CompleteFunction() {
    this(System.getenv());
  }

  public CompleteFunction(Map<String, String> environment) {
    super(PlannedCollection.class);
    var wiring = new Wiring(new Settings(environment));
    uploads = wiring.uploads();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    uploads.complete(input.files(), input.destinationPrefixes(), Deadline.of(context));
    return DONE;
  }
}
