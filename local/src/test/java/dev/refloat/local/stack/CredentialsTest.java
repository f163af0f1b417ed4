package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
  @TempDir Path directory;

  @Test
  void areMadeOnceAndKeptPrivately() throws IOException {
    Path file = directory.resolve("credentials.json");

    Credentials made = Credentials.open(file);

    assertThat(made.s3AccessKey()).matches("[A-Z0-9]{20}");
    assertThat(made.s3SecretKey()).matches("[a-f0-9]{40}");
    assertThat(Credentials.open(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(new Credentials("access", "s3-secret").toString())
        .doesNotContain("s3-secret")
        .contains("access");
  }
}
