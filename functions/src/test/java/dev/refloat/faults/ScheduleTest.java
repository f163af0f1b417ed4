package dev.refloat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private final List<String> order = new ArrayList<>();

  private void take(Schedule schedule, String name, int turns) {
    schedule.start(
        () -> {
          for (int i = 0; i < turns; i++) {
            order.add(name + i);
            pause();
          }
        });
  }

  private static void pause() {
    Objects.requireNonNull(Schedule.current()).await(() -> true);
  }

  private List<String> played(long seed) {
    order.clear();
    var schedule = new Schedule(seed);
    for (String name : List.of("a", "b", "c")) {
      take(schedule, name, 5);
    }
    schedule.run(() -> {});
    return List.copyOf(order);
  }

  @Test
  void theSeedAloneDecidesWhoseTurnItIs() {
    assertThat(played(1)).hasSize(15).isEqualTo(played(1));
    assertThat(IntStream.range(0, 5).mapToObj(this::played).distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void whoSleepsLongestComesLast() {
    var schedule = new Schedule(1);
    schedule.start(
        () -> {
          Objects.requireNonNull(Schedule.current()).sleep(Integer.MAX_VALUE);
          pause();
          order.add("late");
        });
    take(schedule, "a", 20);

    schedule.run(() -> {});

    assertThat(order).hasSize(21).endsWith("late");
  }

  @Test
  void aThreadBelowAStrandHasItsTurns() {
    var schedule = new Schedule(1);
    schedule.start(
        () -> {
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(
                () -> {
                  pause();
                  order.add("below");
                });
          }
          order.add("above");
        });

    schedule.run(() -> {});

    assertThat(order).containsExactly("below", "above");
  }

  @Test
  void waitingForWhatNobodyDoesIsAnError() {
    var schedule = new Schedule(1);
    schedule.start(() -> Objects.requireNonNull(Schedule.current()).await(() -> false));

    assertThatThrownBy(() -> schedule.run(() -> {})).hasMessageContaining("nobody");
  }
}
