package dev.refloat.local.template;

import java.util.Set;

/** Reads {@code AWS::SecretsManager::Secret}. */
final class SecretReader {
  /** Who may read it is said by roles. */
  private static final Set<String> IGNORED =
      Set.of("Description", "KmsKeyId", "ReplicaRegions", "Tags");

  private SecretReader() {}

  static Secret read(String id, String name, String arn, Section properties) {
    properties.allow(Set.of("GenerateSecretString", "Name"), IGNORED);
    Section made =
        properties
            .section("GenerateSecretString")
            .allow(
                Set.of("ExcludePunctuation", "PasswordLength", "RequireEachIncludedType"),
                Set.of());
    if (!made.flag("ExcludePunctuation")) {
      throw made.error("ExcludePunctuation", "the local stack makes letters and digits only");
    }
    if (!made.has("RequireEachIncludedType") || made.flag("RequireEachIncludedType")) {
      throw made.error("RequireEachIncludedType", "the local stack requires no type");
    }
    return new Secret(id, name, arn, made.integer("PasswordLength", 32));
  }
}
