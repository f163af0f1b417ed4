package dev.refloat.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The organization's first API key, as an operator makes it after a deployment: by calling the
 * function for it.
 *
 * <p>The function tells the key at its first call only, so it is kept before anybody is told.
 */
final class FirstKey {
  /** Logical id of the function. */
  static final String FUNCTION = "FirstKeyFunction";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FirstKey() {}

  /**
   * Calls the function, and keeps a new key.
   *
   * @param file where the credentials are kept
   * @return the credentials with key and project
   */
  static Credentials ask(LambdaHost lambda, String function, Credentials credentials, Path file)
      throws IOException, InterruptedException {
    Invocation result = lambda.invoke(function, "{}".getBytes(StandardCharsets.UTF_8));
    if (result instanceof Invocation.Failure failure) {
      throw new StackException(
          FUNCTION + " failed: " + new String(failure.payload(), StandardCharsets.UTF_8));
    }
    JsonNode answer = JSON.readTree(((Invocation.Answer) result).payload());
    String projectId = answer.path("projectId").asText("");
    String apiKey = answer.path("apiKey").asText("");
    if (projectId.isEmpty()) {
      throw new StackException(FUNCTION + " answered without a projectId");
    }
    if (apiKey.isEmpty()) {
      if (credentials.apiKey() == null) {
        throw new StackException(
            FUNCTION + " made its key before, and nobody kept it: begin with a new data directory");
      }
      return credentials;
    }
    Credentials complete = credentials.with(apiKey, projectId);
    complete.keep(file);
    return complete;
  }
}
