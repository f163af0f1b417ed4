package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  @TempDir private Path directory;

  @Test
  void itSaysWhatTheNumbersWereTakenOn() throws Exception {
    assertThat(Machine.describe()).containsKeys("processor", "cores", "memory", "kernel", "JDK");
  }

  @Test
  void aFieldIsReadFromLinesLikeThoseOfLinux() throws Exception {
    Path file = Files.writeString(directory.resolve("info"), "other\t: 1\nmodel name\t: A: B\n");

    assertThat(Machine.field(file, "model name")).contains("A: B");
    assertThat(Machine.field(file, "absent")).isEmpty();
    assertThat(Machine.field(directory.resolve("none"), "model name")).isEmpty();
  }
}
