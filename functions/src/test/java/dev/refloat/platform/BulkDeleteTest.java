package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BulkDeleteTest {
  private final Table table = EmbeddedAws.newTable();
  private final BulkDelete delete = new BulkDelete(table);

  private void put(String pk, String sk, int count) {
    for (int i = 0; i < count; i++) {
      table.write(Write.put(table, Item.key(pk, sk + i)));
    }
  }

  private int count(String pk, String sk) {
    return table.query(pk, sk).size();
  }

  @Test
  void allThatBeginsSoIsDeletedAndNothingElse() {
    put("A", "NAME#", 60);
    put("A", "NAMES", 1);
    put("B", "NAME#", 1);

    delete.startingWith("A", "NAME#");

    assertThat(count("A", "NAME#")).isZero();
    assertThat(count("A", "NAMES")).isEqualTo(1);
    assertThat(count("B", "NAME#")).isEqualTo(1);
    assertThat(delete.startingWith("A", "NAME#", () -> false)).as("nothing is left").isTrue();
  }

  @Test
  void itStopsBetweenRequestsAndGoesOnWithTheRest() {
    put("A", "NAME#", 60);
    var asked = new AtomicInteger();

    assertThat(delete.startingWith("A", "NAME#", () -> asked.incrementAndGet() <= 2)).isFalse();
    assertThat(count("A", "NAME#")).isEqualTo(10);

    assertThat(delete.startingWith("A", "NAME#", () -> true)).isTrue();
    assertThat(count("A", "NAME#")).isZero();
  }
}
