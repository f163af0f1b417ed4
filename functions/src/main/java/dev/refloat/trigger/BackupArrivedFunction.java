package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.BackupRegistrar;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Registers a backup whose meta has appeared in the backup bucket, and notes that one is deleted
 * whose meta is gone. The event, of either kind, may come twice, late and out of order.
 */
public final class BackupArrivedFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(BackupArrivedFunction.class);

  private final BackupRegistrar registrar;

  public BackupArrivedFunction() {
    this(System.getenv());
  }

  public BackupArrivedFunction(Map<String, String> environment) {
    registrar = new Wiring(new Settings(environment)).backupRegistrar();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode created = Json.read(in.readAllBytes(), JsonNode.class).path("detail");
    String bucket = created.path("bucket").path("name").asText();
    String key = created.path("object").path("key").asText();
    MDC.put("requestId", context.getAwsRequestId());
    try {
      registrar.look(bucket, key);
    } catch (Refused e) {
      log.atWarn()
          .addKeyValue("bucket", bucket)
          .addKeyValue("key", key)
          .addKeyValue("code", e.code())
          .addKeyValue("reason", e.reason())
          .log("Backup was not registered");
      throw e;
    } finally {
      MDC.clear();
    }
  }
}
