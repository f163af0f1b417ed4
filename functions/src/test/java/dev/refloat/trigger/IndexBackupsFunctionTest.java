package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.BackupQuery;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class IndexBackupsFunctionTest {
  private final Map<String, String> environment = EmbeddedAws.newEnvironment();
  private final Settings settings = new Settings(environment);
  private final BackupStore backups = new Wiring(settings).backups();
  private final IndexBackupsFunction function = new IndexBackupsFunction(environment);

  private JsonNode index(String input) {
    return Json.tree(Invocation.of(function, input));
  }

  private void put(String folder, String content) {
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(settings.backupBucket()).key(folder + "/meta/full_meta.json"),
            RequestBody.fromString(content));
  }

  private List<String> registered() {
    return backups.list(BackupQuery.ofProject("proj-1234")).backups().stream()
        .map(BackupRecord::backupName)
        .sorted()
        .toList();
  }

  @Test
  void whatIsInTheBucketIsRegisteredAndAgainChangesNothing() {
    put("proj-1234/in01-source/monday", "{\"size\":1}");
    put("proj-1234/in01-source/tuesday", "{\"size\":1}");
    put("proj-1234/in01-other/monday", "{\"size\":1}");
    put("archive/in01-source/monday", "{\"size\":1}");
    put("proj-1234/in01-source/monday/deeper", "{\"size\":1}");

    JsonNode first = index(EventFiles.text("index-backups"));
    List<String> names = registered();
    JsonNode second = index("{}");

    assertThat(first.path("registered").asLong()).isEqualTo(3);
    assertThat(first.path("failed").asLong()).isZero();
    assertThat(first.path("next").isTextual()).isFalse();
    assertThat(names).containsExactly("monday", "monday", "tuesday");
    assertThat(second).isEqualTo(first);
    assertThat(registered()).isEqualTo(names);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheOthersAreRegistered() {
    put("proj-1234/in01-source/broken", "{");
    put("proj-1234/in01-source/sound", "{\"size\":1}");

    JsonNode indexed = index("{}");

    assertThat(indexed.path("registered").asLong()).isEqualTo(1);
    assertThat(indexed.path("failed").asLong()).isEqualTo(1);
    assertThat(indexed.at("/failures/0/prefix").asText())
        .isEqualTo("proj-1234/in01-source/broken/");
    assertThat(indexed.at("/failures/0/reason").asText()).contains("full_meta.json");
    assertThat(registered()).containsExactly("sound");
  }

  @Test
  void anotherCallGoesOnWhereItIsTold() {
    put("proj-1234/in01-source/a", "{\"size\":1}");
    put("proj-1234/in01-source/b", "{\"size\":1}");

    index("{\"from\":\"proj-1234/in01-source/b/\"}");

    assertThat(registered()).containsExactly("b");
  }
}
