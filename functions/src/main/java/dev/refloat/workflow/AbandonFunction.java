package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.platform.Settings;
import dev.refloat.restore.EndRestore;
import dev.refloat.restore.Wiring;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Abandon: gives up a collection, or the whole job, and says why. */
public final class AbandonFunction extends Step<AbandonFunction.Input> {
  /**
   * What a Catch passes on.
   *
   * @param collection absent where the whole job is given up
   * @param error as Step Functions reports it
   */
  record Input(
      String jobId, @Nullable String collection, FailureReason.@Nullable StateError error) {}

  private final EndRestore ending;

  public AbandonFunction() {
    this(System.getenv());
  }

  public AbandonFunction(Map<String, String> environment) {
    super(AbandonFunction.Input.class);
    var wiring = new Wiring(new Settings(environment));
    ending = wiring.endRestore();
  }

  @Override
  Object run(AbandonFunction.Input input, Context context) {
    String reason = FailureReason.of(input.error());
    if (input.collection() == null) {
      ending.abandon(input.jobId(), reason);
    } else {
      ending.abandonCollection(input.jobId(), input.collection(), reason);
    }
    return DONE;
  }
}
