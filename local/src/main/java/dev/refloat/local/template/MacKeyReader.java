package dev.refloat.local.template;

import java.util.Set;

/** Reads {@code AWS::KMS::Key}. */
final class MacKeyReader {
  private static final String SPEC = "HMAC_256";
  private static final String USAGE = "GENERATE_VERIFY_MAC";

  /** Who may use it, and how long it outlives its deletion. */
  private static final Set<String> IGNORED =
      Set.of(
          "BypassPolicyLockoutSafetyCheck",
          "Description",
          "KeyPolicy",
          "MultiRegion",
          "PendingWindowInDays",
          "Tags");

  private MacKeyReader() {}

  static MacKey read(String id, String name, String arn, Section properties) {
    properties.allow(Set.of("KeySpec", "KeyUsage"), IGNORED);
    require(properties, "KeySpec", SPEC);
    require(properties, "KeyUsage", USAGE);
    return new MacKey(id, name, arn);
  }

  private static void require(Section properties, String key, String value) {
    if (!properties.text(key).equals(value)) {
      throw properties.error(
          key, "the local stack has keys of " + SPEC + " for " + USAGE + " only");
    }
  }
}
