package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.platform.Settings;
import dev.refloat.restore.ClusterRemoval;
import dev.refloat.restore.StuckJobs;
import dev.refloat.restore.Sweep;
import dev.refloat.restore.Wiring;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.MDC;

/**
 * Every minute: looks after jobs that are stuck, removes what late calls of ended restores have
 * written, and clusters that were dropped.
 */
public final class SweepFunction implements RequestStreamHandler {
  /** To remove a collection of a hundred thousand objects takes about a minute. */
  private static final int RESERVE_MILLIS = 120_000;

  private final StuckJobs stuckJobs;
  private final Sweep sweep;
  private final ClusterRemoval clusterRemoval;

  public SweepFunction() {
    this(System.getenv());
  }

  public SweepFunction(Map<String, String> environment) {
    var wiring = new Wiring(new Settings(environment));
    stuckJobs = wiring.stuckJobs();
    sweep = wiring.sweep();
    clusterRemoval = wiring.clusterRemoval();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    MDC.put("requestId", context.getAwsRequestId());
    BooleanSupplier mayGoOn = () -> context.getRemainingTimeInMillis() > RESERVE_MILLIS;
    // Whichever fails, the others are done.
    try {
      stuckJobs.run(mayGoOn);
    } finally {
      sweep(mayGoOn);
    }
  }

  private void sweep(BooleanSupplier mayGoOn) {
    try {
      sweep.run(mayGoOn);
    } finally {
      removeClusters(mayGoOn);
    }
  }

  /** Last: those of ten million objects take all the time that there is. */
  private void removeClusters(BooleanSupplier mayGoOn) {
    try {
      clusterRemoval.run(mayGoOn);
    } finally {
      MDC.clear();
    }
  }
}
