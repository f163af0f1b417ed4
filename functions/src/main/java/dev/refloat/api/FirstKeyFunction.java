package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.access.AccessStore;
import dev.refloat.access.FirstKey;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first key. It has no route: who may invoke it in AWS owns the installation. The payload
 * says nothing; the answer is {@link FirstKey.Made}.
 */
public final class FirstKeyFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(FirstKeyFunction.class);

  private final FirstKey firstKey;

  public FirstKeyFunction() {
    this(System.getenv());
  }

  public FirstKeyFunction(Map<String, String> environment) {
    var settings = new Settings(environment);
    var store = AccessStore.of(settings);
    this.firstKey = new FirstKey(store, InstantSource.system());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    FirstKey.Made made = firstKey.make();
    log.atInfo()
        .addKeyValue("organizationId", made.organizationId())
        .addKeyValue("created", made.apiKeyId() != null)
        .log("First key asked for");
    output.write(Json.bytes(made));
  }
}
