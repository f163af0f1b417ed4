package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "in01-a/insert_log/1/2/3/100/4",
        "\"0123456789abcdef0123456789abcdef\"",
        "a\\b/\"c\"",
        "\u0000\u0001\b\f\n\r\t\u001f",
        "\u007f\u0080\u00ff",
        "ä/€/\u2028/\ufffd",
        "\ud83d\ude00 and \ud83d\ude00",
        "half \ud83d of a pair",
        "?",
        "why? \"\"",
        "<&'>"
      })
  void aTextIsWrittenAsJacksonWritesIt(String text) {
    for (String value : new String[] {text, text.repeat(40), "x".repeat(505) + text}) {
      assertThat(new JsonLine().add('s', value).end()).isEqualTo(Json.bytes(Map.of("s", value)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, -1, 53_687_091_200_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void aNumberIsWrittenAsJacksonWritesIt(long number) {
    assertThat(new JsonLine().add('n', number).end()).isEqualTo(Json.bytes(Map.of("n", number)));
  }

  @Test
  void anyFieldsOfOneLineAfterTheOtherAreWrittenAsJacksonWritesThem() {
    var random = new Random(20260101);
    var line = new JsonLine();
    for (int run = 0; run < 2_000; run++) {
      var fields = new LinkedHashMap<String, Object>();
      int count = 1 + random.nextInt(9);
      for (char name = 'a'; name < 'a' + count; name++) {
        if (random.nextBoolean()) {
          long number = random.nextLong() >> random.nextInt(64);
          line.add(name, number);
          fields.put(Character.toString(name), number);
        } else {
          String text = text(random);
          line.add(name, text);
          fields.put(Character.toString(name), text);
        }
      }
      assertThat(line.end()).as("run %d", run).isEqualTo(Json.bytes(fields));
    }
  }

  /** Mostly as keys are; now and then with anything in it. */
  private static String text(Random random) {
    var text = new StringBuilder();
    int most = random.nextInt(8) == 0 ? 0xFFFF : 0x7F;
    int length = random.nextInt(900);
    while (text.length() < length) {
      char c = (char) random.nextInt(most);
      if (!Character.isSurrogate(c)) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
