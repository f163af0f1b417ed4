package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.template.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretTextsTest {
  private static final Secret SECRET = new Secret("OwnerKey", "refloat-OwnerKey", "arn:1", 43);
  private static final Secret OTHER = new Secret("Other", "refloat-Other", "arn:2", 12);

  @TempDir Path directory;

  private Map<String, String> open() throws IOException {
    return SecretTexts.open(directory.resolve("secrets"), List.of(SECRET, OTHER));
  }

  @Test
  void areMadeOnceAndKeptPrivately() throws IOException {
    Map<String, String> made = open();

    assertThat(made.get("arn:1")).matches("[A-Za-z0-9]{43}");
    assertThat(made.get("arn:2")).matches("[A-Za-z0-9]{12}");
    assertThat(open()).isEqualTo(made);
    Path file = directory.resolve("secrets").resolve("refloat-OwnerKey");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneThatIsGoneIsAnotherOne() throws IOException {
    Map<String, String> made = open();
    Files.delete(directory.resolve("secrets").resolve("refloat-OwnerKey"));

    assertThat(open().get("arn:1")).isNotEqualTo(made.get("arn:1"));
    assertThat(open().get("arn:2")).isEqualTo(made.get("arn:2"));
  }
}
