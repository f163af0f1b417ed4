package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.template.MacKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MacKeysTest {
  private static final MacKey KEY = new MacKey("MacKey", "refloat-MacKey", "arn:key/1");
  private static final MacKey OTHER = new MacKey("Other", "refloat-Other", "arn:key/2");

  @TempDir Path directory;

  private Map<String, byte[]> open() throws IOException {
    return MacKeys.open(directory.resolve("kms"), List.of(KEY, OTHER));
  }

  @Test
  void areMadeOnceAndKeptPrivately() throws IOException {
    Map<String, byte[]> made = open();

    assertThat(made).hasSize(2);
    assertThat(made.get("arn:key/1")).hasSize(32).isNotEqualTo(made.get("arn:key/2"));
    assertThat(open().get("arn:key/1")).isEqualTo(made.get("arn:key/1"));
    Path file = directory.resolve("kms").resolve("refloat-MacKey");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsNoKeyIsNamedAndNotReplaced() throws IOException {
    Path file = Files.createDirectories(directory.resolve("kms")).resolve("refloat-MacKey");
    Files.writeString(file, "short");

    assertThatThrownBy(this::open)
        .isInstanceOf(StackException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("short");
  }
}
