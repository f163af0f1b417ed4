package dev.refloat.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a stack made for itself at its first start, kept in a file that only its owner may read.
 *
 * @param apiKey null until the first start has made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Credentials(
    String s3AccessKey, String s3SecretKey, @Nullable String apiKey, @Nullable String projectId) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the kept ones, or makes new ones and keeps them.
   *
   * <p>The order of the first start is: this file without a key, tables, first key, this file with
   * the key. A file without a key therefore says that a first start did not come to its end: nobody
   * has the key of the organization in the tables, and nothing else can be in them, so they are
   * made anew.
   *
   * @throws StackException where there are tables but the key to them is lost
   */
  static Credentials open(DataDirectory data) throws IOException {
    if (Files.exists(data.credentials())) {
      Credentials kept = JSON.readValue(data.credentials().toFile(), Credentials.class);
      if (kept.apiKey() == null && data.hasTables()) {
        data.deleteTables();
      }
      return kept;
    }
    if (data.hasTables()) {
      throw new StackException(
          "The tables in "
              + data.dynamodb()
              + " belong to an API key that "
              + data.credentials()
              + " kept, and that file is gone: restore it, or delete the tables to begin anew");
    }
    Credentials made = new Credentials(random(10).toUpperCase(Locale.ROOT), random(20), null, null);
    made.keep(data.credentials());
    return made;
  }

  Credentials with(String newApiKey, String newProjectId) {
    return new Credentials(s3AccessKey, s3SecretKey, newApiKey, newProjectId);
  }

  void keep(Path file) throws IOException {
    PrivateFile.write(file, JSON.writeValueAsBytes(this));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Credentials[s3AccessKey=" + s3AccessKey + ", projectId=" + projectId + "]";
  }
}
