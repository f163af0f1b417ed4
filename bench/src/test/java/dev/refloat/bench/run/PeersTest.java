package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.cases.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PeersTest {
  private static final Server SERVER =
      new Server("http://127.0.0.1:1", "us-east-1", "key", "hidden", "data");
  private static final Backup BACKUP =
      new Backup(Workload.SMALL, "backups", "p/c/b/", "in01-c", "b");

  private static Peer peer(String name, String... words) {
    return new Peer("tool", name, List.of(words), Map.of("SECRET", "hidden"), SERVER);
  }

  @Test
  void aPeerCopiesTheLogsToAPlaceOfItsOwn() throws Exception {
    Run run = peer("sh, one", "sh", "-c", "test {source} = backups/p/c/b/binlogs/").run(BACKUP, 2);

    assertThat(run.prefix()).isEqualTo("small-sh-one-2/");
    assertThat(run.prefix()).isNotEqualTo(peer("sh, two", "true").run(BACKUP, 2).prefix());
  }

  @Test
  void aPeerThatFailsIsNoResult() {
    assertThatThrownBy(() -> peer("sh", "sh", "-c", "echo broken; exit 3").run(BACKUP, 0))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("broken");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(peer("sh", "true").toString() + SERVER).doesNotContain("hidden");
  }
}
