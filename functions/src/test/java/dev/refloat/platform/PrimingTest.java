package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.LogLines;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class PrimingTest {
  @Test
  void nothingIsRehearsedBeforeASnapshotIsTaken() {
    var rehearsals = new AtomicInteger();

    Priming priming = Priming.with(rehearsals::incrementAndGet);
    assertThat(rehearsals).hasValue(0);

    priming.beforeCheckpoint(Core.getGlobalContext());
    priming.afterRestore(Core.getGlobalContext());
    assertThat(rehearsals).hasValue(1);
  }

  @Test
  void aRehearsalThatFailsIsToldAndFailsNothing() {
    Priming priming =
        Priming.with(
            () -> {
              throw new IOException("table is throttled");
            });

    try (var log = new LogLines()) {
      priming.beforeCheckpoint(Core.getGlobalContext());

      assertThat(log.text()).contains("Not primed", "table is throttled");
    }
  }
}
