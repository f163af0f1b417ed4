package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

  @TempDir Path directory;

  @Test
  void isMadeAndHeldByOne() throws IOException {
    Path data = directory.resolve("a/b");
    try (DataDirectory held = DataDirectory.take(data)) {
      assertThat(held.s3().getParent()).isEqualTo(data.toRealPath());
      assertThatThrownBy(() -> DataDirectory.take(data).close())
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Another stack uses");
    }
    DataDirectory.take(data).close();
  }
}
