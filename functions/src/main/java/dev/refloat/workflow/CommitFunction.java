package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Commit;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Commit: makes a verified collection visible. */
public final class CommitFunction extends Step<PlannedCollection> {
  private final Commit commit;

  public CommitFunction() {
    this(System.getenv());
  }

  public CommitFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public CommitFunction(Wiring wiring) {
    super(PlannedCollection.class);
    commit = wiring.commit();
  }

  @Override
  Object run(PlannedCollection input, Context context) {
    commit.commit(input);
    return DONE;
  }
}
