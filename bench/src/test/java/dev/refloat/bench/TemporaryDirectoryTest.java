package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryDirectoryTest {
  @TempDir Path parent;

  @Test
  void isGoneWithAllThatIsInItWhenItIsClosed() throws Exception {
    try (var directory = TemporaryDirectory.in(parent)) {
      Files.writeString(Files.createDirectories(directory.path().resolve("a/b")).resolve("c"), "d");
      assertThat(directory.path().getParent()).isEqualTo(parent);
    }

    assertThat(parent).isEmptyDirectory();
  }
}
