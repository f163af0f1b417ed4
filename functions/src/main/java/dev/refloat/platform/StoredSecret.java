package dev.refloat.platform;

import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A text in AWS Secrets Manager. It is read at each call and kept nowhere. */
public final class StoredSecret implements Supplier<String> {
  private final SecretsManagerClient client;
  private final String arn;

  public StoredSecret(SecretsManagerClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  /** The current version; empty where it is not a text. */
  @Override
  public String get() {
    String text = client.getSecretValue(r -> r.secretId(arn)).secretString();
    return text == null ? "" : text;
  }
}
