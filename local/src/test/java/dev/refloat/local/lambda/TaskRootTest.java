package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskRootTest {
  @TempDir Path directory;

  private Path artifact(String... entries) throws IOException {
    Path artifact = directory.resolve("functions.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(artifact))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return artifact;
  }

  @Test
  void everyFileIsWhereItsEntrySays() throws IOException {
    Path root = TaskRoot.unpack(artifact("a/", "a/B.class", "c.xml"), directory.resolve("task"));

    assertThat(root.resolve("a/B.class")).hasContent("a/B.class");
    assertThat(root.resolve("c.xml")).hasContent("c.xml");
  }

  @Test
  void nothingIsWrittenOutsideOfTheDirectory() throws IOException {
    Path artifact = artifact("../outside");

    assertThatThrownBy(() -> TaskRoot.unpack(artifact, directory.resolve("task")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of it");
    assertThat(directory.resolve("outside")).doesNotExist();
  }
}
