package dev.refloat.local.gateway;

import dev.refloat.local.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/** Logs why a function failed: the caller is told nothing of it. */
final class Failures {
  private Failures() {}

  static void log(Logger log, String message, GatewayRequest request, Invocation.Failure failure) {
    log.atError()
        .addKeyValue("requestId", request.id())
        .addKeyValue("path", request.path())
        .addKeyValue("error", failure.type())
        .addKeyValue("detail", new String(failure.payload(), StandardCharsets.UTF_8))
        .log(message);
  }
}
