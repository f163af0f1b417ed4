package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Commit;
import dev.refloat.restore.Completion;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Preparation;
import dev.refloat.restore.Verification;
import dev.refloat.restore.Wiring;
import java.util.Map;

/**
 * What is done once for a collection of several batches, before and behind its copies. Four states
 * call it, so that what Prepare has started is there for the others.
 */
public final class CollectionFunction extends Step<CollectionFunction.Input> {
  private final Preparation preparation;
  private final Completion completion;
  private final Verification verification;
  private final Commit commit;

  /** A state of the state machine. */
  enum Part {
    /** Reserves the name, writes the invisible row and opens the multipart uploads. */
    PREPARE,
    /** Finishes the multipart uploads. */
    COMPLETE,
    /** Compares what is at the destination with the plan, and opens its files where asked to. */
    VERIFY,
    /** Makes the collection visible. */
    COMMIT
  }

  record Input(Part step, PlannedCollection plan) {}

  public CollectionFunction() {
    this(System.getenv());
  }

  public CollectionFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public CollectionFunction(Wiring wiring) {
    super(Input.class);
    preparation = wiring.preparation();
    completion = wiring.completion();
    verification = wiring.verification();
    commit = wiring.commit();
  }

  @Override
  JsonNode named(JsonNode input) {
    return input.path("plan");
  }

  @Override
  Object run(Input input, Context context) {
    PlannedCollection plan = input.plan();
    Deadline deadline = Deadline.of(context);
    switch (input.step()) {
      case PREPARE -> preparation.prepare(plan, deadline);
      case COMPLETE -> completion.complete(plan, deadline);
      case VERIFY -> verification.verify(plan, deadline);
      case COMMIT -> commit.commit(plan);
    }
    return DONE;
  }
}
