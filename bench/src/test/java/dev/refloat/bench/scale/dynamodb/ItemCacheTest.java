package dev.refloat.bench.scale.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ItemCacheTest {
  private final ItemCache cache = new ItemCache();
  private final AtomicInteger asked = new AtomicInteger();

  private double read(String key) {
    return cache.get(key, () -> new ItemCache.Read(Map.of(), asked.incrementAndGet())).units();
  }

  @Test
  void anItemIsAskedForAgainOnlyAfterItWasWritten() {
    assertThat(read("one")).isEqualTo(1);
    assertThat(read("one")).isEqualTo(1);
    assertThat(read("two")).isEqualTo(2);
    cache.written("one");
    assertThat(read("one")).isEqualTo(3);
    assertThat(read("two")).isEqualTo(2);
  }
}
