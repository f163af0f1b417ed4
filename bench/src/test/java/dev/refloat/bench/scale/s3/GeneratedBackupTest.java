package dev.refloat.bench.scale.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.bench.scale.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GeneratedBackupTest {
  private static final Scenario SMALL = new Scenario("t", "", 3, 4, 10, 1_000);
  private final GeneratedBackup backup = new GeneratedBackup(SMALL, "prefix/");

  private List<String> keys() {
    return IntStream.range(0, backup.objects()).mapToObj(backup::key).toList();
  }

  @Test
  void keysAreInOrderAndTellTheirPlace() {
    assertThat(keys()).hasSize(120).isSorted().doesNotHaveDuplicates();
    for (int place = 0; place < backup.objects(); place++) {
      assertThat(backup.place(Objects.requireNonNull(backup.place(backup.key(place)))))
          .isEqualTo(place);
    }
  }

  @Test
  void aKeyIsFoundByWhereItWouldStand() {
    assertThat(backup.placeFrom(backup.key(17), true)).isEqualTo(17);
    assertThat(backup.placeFrom(backup.key(17), false)).isEqualTo(18);
    assertThat(backup.placeFrom("", true)).isZero();
    assertThat(backup.placeFrom("z", true)).isEqualTo(120);
  }

  @Test
  void aKeyThatIsNotInTheBackupIsNotThere() {
    assertThat(backup.has(backup.key(0))).isTrue();
    assertThat(backup.has("x" + backup.key(0))).isFalse();
    assertThat(backup.has(backup.key(0) + "0")).isFalse();
    assertThat(backup.has("prefix/meta/full_meta.json")).isFalse();
  }

  @Test
  void theMetaNamesEachObjectOnce() throws IOException {
    JsonNode meta = new ObjectMapper().readTree(backup.meta());
    assertThat(meta.path("collection_backups")).hasSize(3);
    assertThat(meta.findValuesAsText("log_id")).hasSize(120).doesNotHaveDuplicates();
    assertThat(meta.findValuesAsText("log_size")).containsOnly("1000");
  }

  @Test
  void anObjectCanBeTheOnlyOne() throws IOException {
    var one = new GeneratedBackup(new Scenario("t", "", 1, 1, 1, 1L << 40), "p/");
    JsonNode meta = new ObjectMapper().readTree(one.meta());
    assertThat(one.objects()).isEqualTo(1);
    assertThat(meta.findValuesAsText("log_size")).containsExactly(Long.toString(1L << 40));
  }
}
