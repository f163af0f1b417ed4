package dev.refloat.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** The S3 server's access key, kept in a file that only its owner may read. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Credentials(String s3AccessKey, String s3SecretKey) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the kept ones, or makes new ones and keeps them. */
  static Credentials open(Path file) throws IOException {
    if (Files.exists(file)) {
      return JSON.readValue(file.toFile(), Credentials.class);
    }
    Credentials made = new Credentials(random(10).toUpperCase(Locale.ROOT), random(20));
    PrivateFile.write(file, JSON.writeValueAsBytes(made));
    return made;
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[s3AccessKey=" + s3AccessKey + "]";
  }
}
