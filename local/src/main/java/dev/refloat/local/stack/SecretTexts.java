package dev.refloat.local.stack;

import dev.refloat.local.template.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The template's secrets, each in a file that only its owner may read. A file that is gone is made
 * anew: what was made with the old secret does not know the new one.
 */
final class SecretTexts {
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private SecretTexts() {}

  /** The text of each secret by its ARN: those that are kept, or new ones. */
  static Map<String, String> open(Path directory, List<Secret> secrets) throws IOException {
    Files.createDirectories(directory);
    Map<String, String> texts = new HashMap<>();
    for (Secret secret : secrets) {
      texts.put(secret.arn(), open(directory.resolve(secret.name()), secret.length()));
    }
    return texts;
  }

  private static String open(Path file, int length) throws IOException {
    if (!Files.exists(file)) {
      PrivateFile.write(file, random(length).getBytes(StandardCharsets.US_ASCII));
    }
    return Files.readString(file);
  }

  private static String random(int length) {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
