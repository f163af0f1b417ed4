package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.job.Run;
import dev.refloat.platform.Settings;
import dev.refloat.restore.EndRestore;
import dev.refloat.restore.PlannedCollection;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Abandon: gives up a collection, or the whole job, and says why. */
public final class AbandonFunction extends Step<AbandonFunction.Input> {
  /**
   * What a Catch passes on.
   *
   * @param run the name of the execution, where the whole run is given up
   * @param collection absent there
   * @param plan where the collection's plan is, in the work bucket
   * @param error as Step Functions reports it
   */
  record Input(
      String jobId,
      @Nullable String run,
      @Nullable String collection,
      @Nullable String plan,
      FailureReason.@Nullable StateError error) {}

  private final EndRestore ending;

  public AbandonFunction() {
    this(System.getenv());
  }

  public AbandonFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public AbandonFunction(Wiring wiring) {
    super(AbandonFunction.Input.class);
    ending = wiring.endRestore();
  }

  @Override
  Object run(AbandonFunction.Input input, Context context) {
    String reason = FailureReason.of(input.error());
    if (input.run() != null) {
      ending.abandon(Run.of(input.run()), reason);
    } else {
      ending.abandonCollection(PlannedCollection.key(Objects.requireNonNull(input.plan())), reason);
    }
    return DONE;
  }
}
