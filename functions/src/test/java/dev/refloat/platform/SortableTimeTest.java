package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SortableTimeTest {
  @Test
  void textSortsLikeTimeAcrossWholeSeconds() {
    Instant whole = Instant.parse("2026-05-01T10:00:05Z");
    assertThat(Stream.of(whole.minusMillis(1), whole, whole.plusMillis(100)).map(SortableTime::of))
        .containsExactly(
            "2026-05-01T10:00:04.999Z", "2026-05-01T10:00:05.000Z", "2026-05-01T10:00:05.100Z")
        .isSorted();
  }
}
