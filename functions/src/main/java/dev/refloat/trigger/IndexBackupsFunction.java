package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.BackupIndex;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Registers the backups that are in the bucket, for whoever operates the installation. It takes
 * {@code {"from": "…"}} of an earlier call's {@code next}, or nothing.
 */
public final class IndexBackupsFunction implements RequestStreamHandler {
  /** A meta of 200 MB is read in it. */
  private static final Duration OF_ONE = Duration.ofMinutes(2);

  private final BackupIndex index;
  private final String bucket;

  public IndexBackupsFunction() {
    this(System.getenv());
  }

  public IndexBackupsFunction(Map<String, String> environment) {
    var settings = new Settings(environment);
    index = new Wiring(settings).backupIndex();
    bucket = settings.backupBucket();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode input = Json.read(in.readAllBytes(), JsonNode.class);
    MDC.put("requestId", context.getAwsRequestId());
    try {
      out.write(
          Json.bytes(index.index(bucket, input.path("from").asText(), () -> isLate(context))));
    } finally {
      MDC.clear();
    }
  }

  private static boolean isLate(Context context) {
    return context.getRemainingTimeInMillis() < OF_ONE.toMillis();
  }
}
