package dev.refloat.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.template.CustomResource;
import dev.refloat.local.template.Secret;
import dev.refloat.local.template.Template;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.util.Map;

/**
 * The organization's first API key, as an operator finds it after a deployment: made by a custom
 * resource, and read from the secret.
 */
record FirstKey(String apiKey, String projectId) {
  /** Logical id of the custom resource. */
  private static final String RESOURCE = "Installation";

  /** Logical id of the secret: all of the key but its first four characters. */
  private static final String SECRET = "OwnerKey";

  private static final String MARK = "rfl_";

  /**
   * Makes it, or finds it.
   *
   * @param texts the secrets by their ARN
   * @throws StackException where it could not be made
   */
  static FirstKey make(Template template, Map<String, String> texts, CustomResources resources)
      throws IOException, InterruptedException {
    CustomResource installation =
        template.customResources().stream()
            .filter(resource -> resource.logicalId().equals(RESOURCE))
            .findFirst()
            .orElseThrow(() -> missing(RESOURCE));
    Secret secret =
        template.secrets().stream()
            .filter(found -> found.logicalId().equals(SECRET))
            .findFirst()
            .orElseThrow(() -> missing(SECRET));
    JsonNode made = resources.create(installation);
    if (!made.path("ProjectId").isTextual()) {
      throw new StackException(RESOURCE + " was made without a ProjectId");
    }
    return new FirstKey(MARK + texts.get(secret.arn()), made.path("ProjectId").textValue());
  }

  private static TemplateException missing(String logicalId) {
    return new TemplateException("Resources." + logicalId, "the local stack needs this resource");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "FirstKey[projectId=" + projectId + "]";
  }
}
