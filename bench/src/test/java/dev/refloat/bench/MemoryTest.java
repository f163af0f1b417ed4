package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.cases.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private static final Workload OF_TEN_BYTES = new Workload("ten", 1, 1, 1, 1, 10);

  @Test
  void holdsABackupAndItsCopy() {
    assertThat(memory(20).holds(OF_TEN_BYTES, 0)).isTrue();
    assertThat(memory(19).holds(OF_TEN_BYTES, 0)).isFalse();
  }

  @Test
  void holdsThePartsOfAnObjectTooUntilTheyAreOne() {
    assertThat(memory(29).holds(OF_TEN_BYTES, 2)).isFalse();
    assertThat(memory(30).holds(OF_TEN_BYTES, 2)).isTrue();
  }

  @Test
  void holdsNothingWhereNothingIsToBeKeptThere() {
    assertThat(Memory.NONE.holds(OF_TEN_BYTES, 0)).isFalse();
  }

  private static Memory memory(long bytes) {
    return new Memory(Path.of("memory"), bytes);
  }
}
