package dev.refloat.local.stack;

import dev.refloat.local.template.MacKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of the template's keys, each in a file that only its owner may read. A file that is
 * gone is made anew: what was made with the old key is then made differently.
 */
final class MacKeys {
  private static final int BYTES = 32;

  private MacKeys() {}

  /** The bytes of each key by its ARN: those that are kept, or new ones. */
  static Map<String, byte[]> open(Path directory, List<MacKey> keys) throws IOException {
    Files.createDirectories(directory);
    Map<String, byte[]> bytes = new HashMap<>();
    for (MacKey key : keys) {
      bytes.put(key.arn(), open(directory.resolve(key.id())));
    }
    return bytes;
  }

  private static byte[] open(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] made = new byte[BYTES];
      new SecureRandom().nextBytes(made);
      PrivateFile.write(file, made);
    }
    byte[] kept = Files.readAllBytes(file);
    if (kept.length != BYTES) {
      throw new StackException(file + " is not a key of " + BYTES + " bytes: restore or delete it");
    }
    return kept;
  }
}
