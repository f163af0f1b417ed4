package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Copying;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** Copy: copies one batch. */
public final class CopyFunction extends Step<BatchPayload> {
  private final Copying copying;

  public CopyFunction() {
    this(System.getenv());
  }

  public CopyFunction(Map<String, String> environment) {
    this(new Wiring(new Settings(environment)));
  }

  public CopyFunction(Wiring wiring) {
    super(BatchPayload.class);
    copying = wiring.copying();
  }

  @Override
  Object run(BatchPayload input, Context context) {
    copying.copy(input, Deadline.of(context));
    return DONE;
  }
}
