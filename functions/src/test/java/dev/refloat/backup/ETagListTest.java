package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ETagListTest {
  private static final String DIGEST = "0123456789abcdef0123456789abcdef";

  @Test
  void everyETagComesBackAsItWas() {
    List<String> eTags =
        List.of(
            "\"" + DIGEST + "\"",
            "\"" + DIGEST + "-1\"",
            "\"" + DIGEST + "-10000\"",
            "\"" + DIGEST + "-999999\"",
            "\"" + DIGEST + "-1000000\"",
            "\"" + DIGEST + "-01\"",
            "\"" + DIGEST + "-0\"",
            "\"" + DIGEST + "-\"",
            "\"" + DIGEST.toUpperCase(java.util.Locale.ROOT) + "\"",
            DIGEST,
            "\"" + DIGEST + "0\"",
            "",
            "\"etag\"",
            "\"ffffffffffffffffffffffffffffffff\"",
            "\"00000000000000000000000000000000\"");

    assertThat(texts(list(eTags))).containsExactlyElementsOf(eTags);
  }

  @Test
  void thoseWithoutPartsMayFollowThoseWithThem() {
    List<String> eTags = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String digest = "%032x".formatted(i * 0x9E3779B97F4A7C15L);
      eTags.add("\"" + digest + (i % 7 == 3 ? "-" + (i + 1) : "") + "\"");
      eTags.add(i % 11 == 5 ? "other" + i : "\"" + digest + "\"");
    }

    ETagList list = list(eTags);
    assertThat(texts(list)).containsExactlyElementsOf(eTags);
    list.trim();
    assertThat(texts(list)).containsExactlyElementsOf(eTags);
    assertThat(list.size()).isEqualTo(2_000);
  }

  private static List<String> texts(ETagList list) {
    return IntStream.range(0, list.size()).mapToObj(list::get).toList();
  }

  private static ETagList list(List<String> eTags) {
    var list = new ETagList();
    eTags.forEach(list::add);
    return list;
  }
}
