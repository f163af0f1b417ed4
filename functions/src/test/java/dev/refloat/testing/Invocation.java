package dev.refloat.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls a function as Lambda does: bytes in, bytes out, ten minutes of time. */
public final class Invocation {
  public static final String REQUEST_ID = "request-1";

  private Invocation() {}

  /** What the function answers; what it throws is thrown as it is. */
  public static String of(RequestStreamHandler function, String event) {
    var out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Only what the functions ask for; whoever asks for more fails. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Invocation.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAwsRequestId" -> REQUEST_ID;
                  case "getRemainingTimeInMillis" -> (int) Duration.ofMinutes(10).toMillis();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
