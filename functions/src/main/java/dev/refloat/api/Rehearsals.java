package dev.refloat.api;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Calls of nobody: what is made up of them is looked up, not found, and refused. */
final class Rehearsals {
  private Rehearsals() {}

  /** With a principal that no authorizer tells: its ids are not of the form of ours. */
  static byte[] call() {
    return """
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/",
          "headers": {"content-type": "application/json"},
          "requestContext": {
            "requestId": "priming",
            "http": {"method": "GET", "path": "/", "sourceIp": "127.0.0.1"},
            "authorizer": {
              "lambda": {
                "principalId": "none", "organizationId": "none", "role": "MEMBER", "apiKeyId": "none"
              }
            }
          },
          "isBase64Encoded": false
        }
        """
        .getBytes(UTF_8);
  }

  /** With a key that is of the right form, and as likely to be somebody's as any guess. */
  static byte[] authorization() {
    return """
        {
          "version": "2.0",
          "headers": {"authorization": "Bearer rfl_%s"},
          "requestContext": {"requestId": "priming"}
        }
        """
        .formatted("0".repeat(43))
        .getBytes(UTF_8);
  }
}
