package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableTest {
  private final Table table = EmbeddedAws.newTable();

  private enum Phase {
    OPEN,
    CLOSED
  }

  @Test
  void findsWhatWasPut() {
    table.write(Write.put(table, Item.key("a", "b").with("text", "x").with("number", 1L << 60)));

    Item found = table.find("a", "b").orElseThrow();

    assertThat(found.text("text")).isEqualTo("x");
    assertThat(found.number("number")).isEqualTo(1L << 60);
    assertThat(table.find("a", "other")).isEmpty();
  }

  @Test
  void aPutIfAbsentDoesNotReplace() {
    Write first = Write.put(table, Item.key("a", "b").with("text", "first")).ifAbsent();
    Write second = Write.put(table, Item.key("a", "b").with("text", "second")).ifAbsent();

    assertThat(table.write(first)).isTrue();
    assertThat(table.write(second)).isFalse();
    assertThat(table.find("a", "b").orElseThrow().text("text")).isEqualTo("first");
  }

  @Test
  void anUpdateSetsAddsAndRemovesTogether() {
    table.write(Write.put(table, Item.key("a", "b").with("gone", "x").with("count", 2)));

    Item after =
        table
            .writeReturning(
                Write.update(table, "a", "b").set("text", "y").add("count", 3).remove("gone"))
            .orElseThrow();

    assertThat(after.text("text")).isEqualTo("y");
    assertThat(after.number("count")).isEqualTo(5);
    assertThat(after.has("gone")).isFalse();
  }

  @Test
  void everyConditionMustHold() {
    table.write(Write.put(table, Item.key("a", "b").with("phase", "OPEN").with("owner", "me")));

    assertThat(table.write(closeFor("you"))).isFalse();
    assertThat(table.write(closeFor("me"))).isTrue();
    assertThat(table.write(closeFor("me"))).as("is closed already").isFalse();
  }

  private Write closeFor(String owner) {
    return Write.update(table, "a", "b")
        .set("phase", Phase.CLOSED.name())
        .ifOneOf("phase", List.of(Phase.OPEN))
        .ifAbsentOrEquals("owner", owner);
  }

  @Test
  void anUpdateOfWhatMustBePresentCreatesNothing() {
    assertThat(table.write(Write.update(table, "a", "b").set("x", "y").ifPresent())).isFalse();
    assertThat(table.find("a", "b")).isEmpty();
  }

  @Test
  void aPutThatMeetsAnItemAnswersIt() {
    Item there = Item.key("a", "b").with("limit", 10).with("text", "there");
    assertThat(table.putUnlessThere(until(there, 0))).isEmpty();

    assertThat(table.putUnlessThere(until(Item.key("a", "b").with("text", "new"), 9)))
        .contains(there);
    assertThat(table.putUnlessThere(until(Item.key("a", "b").with("text", "new"), 10))).isEmpty();
    assertThat(table.find("a", "b").orElseThrow().text("text")).isEqualTo("new");
  }

  private Write until(Item item, long limit) {
    return Write.put(table, item).ifAbsentOrAtMost("limit", limit);
  }

  @Test
  void aPutThatAnAbsentItemStopsIsNoQuestionOfWhatIsThere() {
    Write put = Write.put(table, Item.key("a", "b")).ifPresent();

    assertThatThrownBy(() -> table.putUnlessThere(put))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQueryReadsEveryPageInOrder() {
    String large = "x".repeat(300_000);
    IntStream.range(0, 8)
        .forEach(i -> table.write(Write.put(table, Item.key("a", "B#" + i).with("t", large))));
    table.write(Write.put(table, Item.key("a", "C#0")));

    assertThat(table.query("a", "B#"))
        .extracting(item -> item.text("sk"))
        .containsExactly("B#0", "B#1", "B#2", "B#3", "B#4", "B#5", "B#6", "B#7");
  }

  @Test
  void theNewestAreTheLastOfTheirPrefixAndNoMoreThanAreWanted() {
    for (String sk : List.of("A#9", "B#1", "B#2", "B#3", "C#0")) {
      table.write(Write.put(table, Item.key("a", sk)));
    }

    assertThat(table.newest("a", "B#", 2))
        .extracting(item -> item.text("sk"))
        .containsExactly("B#3", "B#2");
    assertThat(table.newest("a", "B#", 9)).hasSize(3);
    assertThat(table.newest("b", "B#", 9)).isEmpty();
  }

  @Test
  void aListingIsNewestFirst() {
    for (String time : List.of("2026-01-02", "2026-01-01", "2026-01-03")) {
      table.write(
          Write.put(table, Item.key(time, "x").with("listKey", "list").with("listSort", time)));
    }

    try (var items = table.listing("list")) {
      assertThat(items.map(item -> item.text("pk")))
          .containsExactly("2026-01-03", "2026-01-02", "2026-01-01");
    }
  }
}
