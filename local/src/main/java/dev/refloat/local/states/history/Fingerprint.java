package dev.refloat.local.states.history;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The names of children and Map Runs: UUIDs that begin with a checksum of the top-level execution's
 * ARN, so that the journal they are in is found without an index of all of them.
 */
public final class Fingerprint {

  private Fingerprint() {}

  /** A new name below the top-level execution. */
  public static String newName(String rootArn) {
    UUID random = UUID.randomUUID();
    long high = (of(rootArn) << 32) | (random.getMostSignificantBits() & 0xFFFF_FFFFL);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }

  static String inRoot(String rootArn) {
    return "%08x".formatted(of(rootArn));
  }

  static String inName(String name) {
    return name.substring(0, Math.min(8, name.length()));
  }

  private static long of(String rootArn) {
    CRC32 crc = new CRC32();
    crc.update(rootArn.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
