package dev.refloat.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** That a restore takes the meta, the tests of the whole command show. */
final class MetaWriterTest {
  private static JsonNode read(MetaWriter meta) throws Exception {
    return new ObjectMapper().readTree(meta.write("name"));
  }

  @Test
  void everyLogHasOneKeyAndTheSizesAddUp() throws Exception {
    var workload = new Workload("w", 2, 3, 5, 2, 100);
    var meta = new MetaWriter(workload);
    JsonNode backup = read(meta);

    assertThat(meta.keys()).hasSize(60).doesNotHaveDuplicates();
    assertThat(backup.path("size").asLong()).isEqualTo(6000);
    JsonNode collection = backup.path("collection_backups").get(1);
    assertThat(collection.path("size").asLong()).isEqualTo(3000);
    JsonNode segment = collection.at("/partition_backups/0/segment_backups/2");
    assertThat(segment.path("size").asLong()).isEqualTo(1000);
    assertThat(segment.path("binlogs").findValuesAsText("fieldID"))
        .containsExactly("0", "1", "100", "101", "102");
    assertThat(collection.path("schema").path("fields").findValuesAsText("fieldID"))
        .containsExactly("100", "101", "102");
  }

  @Test
  void aKeyIsWhatAReaderMakesOfTheIds() throws Exception {
    var meta = new MetaWriter(new Workload("w", 1, 1, 1, 1, 100));
    JsonNode collection = read(meta).path("collection_backups").get(0);
    JsonNode segment = collection.at("/partition_backups/0/segment_backups/0");

    assertThat(segment.path("storage_version").asInt()).isEqualTo(2);
    assertThat(segment.path("group_id")).isEqualTo(segment.path("segment_id"));
    assertThat(meta.keys())
        .containsExactly(
            "binlogs/insert_log/%s/%s/%s/%s/0/%s"
                .formatted(
                    collection.path("collection_id"),
                    collection.at("/partition_backups/0/partition_id"),
                    segment.path("group_id"),
                    segment.path("segment_id"),
                    segment.at("/binlogs/0/binlogs/0/log_id")));
  }
}
