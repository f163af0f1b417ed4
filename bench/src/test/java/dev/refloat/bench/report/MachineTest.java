package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  @TempDir private Path directory;

  @Test
  void itSaysWhatTheNumbersWereTakenOnAndNotWhere() throws Exception {
    assertThat(Machine.describe(directory))
        .containsKeys("processor", "cores", "memory", "file system", "kernel", "JDK")
        .doesNotContainValue(directory.toString());
  }

  @Test
  void aFieldIsReadFromLinesLikeThoseOfLinux() throws Exception {
    Path file = Files.writeString(directory.resolve("info"), "other\t: 1\nmodel name\t: A: B\n");

    assertThat(Machine.field(file, "model name")).contains("A: B");
    assertThat(Machine.field(file, "absent")).isEmpty();
    assertThat(Machine.field(directory.resolve("none"), "model name")).isEmpty();
  }
}
