package dev.refloat.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Proves that the reader of these tests is right about files that milvus-backup wrote. */
final class RealBackupTest {
  @Test
  void theReaderReadsARealBackup() throws IOException {
    Path root =
        Path.of(Objects.requireNonNull(System.getProperty("refloat.root")))
            .resolveSibling("shared/fixtures/real-backup-2023");
    assumeTrue(Files.isDirectory(root), () -> "No real backup at " + root);
    BackupFiles backup = BackupFiles.open(root);

    SortedMap<String, Long> sizes = new TreeMap<>();
    for (Map.Entry<String, BackupFiles.Expected> entry : backup.expected().entrySet()) {
      BackupFiles.Expected expected = entry.getValue();
      sizes.put(entry.getKey(), expected.size());
      LogFile log = backup.log(entry.getKey());
      assertThat(log.field()).isEqualTo(expected.field());
      assertThat(log.segment()).isEqualTo(expected.segment().path("segment_id").asLong());
      ParquetPayload payload = log.events().getFirst().payload();
      assertThat(payload.schema().getColumns().getFirst().getPath()).containsExactly("val");
      if (expected.field() == -1) {
        assertThat(log.events().getFirst().type()).isEqualTo(2);
        assertThat(payload.texts())
            .allMatch(text -> text.matches("\\{\"pk\":\\d+,\"ts\":\\d{18},\"pkType\":5}"));
      } else {
        assertThat(payload.values()).hasSize(expected.segment().path("num_of_rows").asInt());
      }
    }
    assertThat(sizes).hasSize(19).isEqualTo(backup.found());
  }
}
