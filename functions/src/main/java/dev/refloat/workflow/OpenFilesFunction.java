package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.ContentBatch;
import dev.refloat.restore.Opening;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** OpenFiles: opens the files of one content batch. */
public final class OpenFilesFunction extends Step<ContentBatch> {
  private final Opening opening;

  public OpenFilesFunction() {
    this(System.getenv());
  }

  public OpenFilesFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public OpenFilesFunction(Wiring wiring) {
    super(ContentBatch.class);
    opening = wiring.opening();
  }

  @Override
  Object run(ContentBatch input, Context context) {
    opening.open(input, Deadline.of(context));
    return DONE;
  }
}
