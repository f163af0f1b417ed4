package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Sweep;
import dev.refloat.restore.Wiring;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.MDC;

/** Every minute: removes what late calls of ended restores have written. */
public final class SweepFunction implements RequestStreamHandler {
  /** To remove a collection of a hundred thousand objects takes about a minute. */
  private static final int RESERVE_MILLIS = 120_000;

  private final Sweep sweep;

  public SweepFunction() {
    this(System.getenv());
  }

  public SweepFunction(Map<String, String> environment) {
    sweep = new Wiring(new Settings(environment)).sweep();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    MDC.put("requestId", context.getAwsRequestId());
    try {
      sweep.run(() -> context.getRemainingTimeInMillis() > RESERVE_MILLIS);
    } finally {
      MDC.clear();
    }
  }
}
