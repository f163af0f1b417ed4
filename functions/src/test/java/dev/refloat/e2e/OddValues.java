package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Values that break what is careless: of a seed, so that they come again. */
final class OddValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e9",
          "NaN",
          "9223372036854775808",
          "..",
          "../../etc/passwd",
          "a/b",
          "a\\b",
          "a b",
          "a+b",
          "a%b",
          "%00",
          "\u0000",
          "\n",
          "a\tb",
          "'\"`;--",
          "${x}",
          "<b>&amp;",
          "{}",
          "[]",
          "ÄÖÜß",
          "東京",
          "\u202Eabc",
          "e\u0301",
          "🦜🦜",
          "in01-",
          "in01-0000000000000000",
          "IN01-ABCDEFGH",
          "proj-",
          "proj-00000000000000000000",
          "backup00000000000000000000",
          "job-00000000000000000000",
          "register",
          "s3://",
          "s3:///x",
          "s3://bucket",
          "s3://bucket/../x",
          "https://bucket/x",
          "keep",
          "Keep ",
          "2026-01-02",
          "2026-13-02T03:04:05Z",
          "2026-01-02T03:04:05+99:00",
          "+1000000000-12-31T23:59:59Z");

  /** Around the limits that there are. */
  private static final List<Integer> LENGTHS =
      List.of(1, 40, 41, 63, 64, 65, 128, 129, 254, 255, 256, 800, 801, 1025, 2049);

  private static final List<String> FILLERS = List.of("a", "A-", "0", "_", "ß", "🦜", " ");

  private static final List<Integer> WHOLE =
      List.of(0, 1, 2, 3, 4, 5, 64, 68, 72, 100, 101, 1024, 1025, -1, Integer.MIN_VALUE);

  private final Random random;

  OddValues(Random random) {
    this.random = random;
  }

  <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String text() {
    return chance(25) ? one(FILLERS).repeat(one(LENGTHS)) : one(TEXTS);
  }

  /** What a client can put into a header. */
  String header() {
    return text().replaceAll("[^ -~]", "~");
  }

  JsonNode value() {
    return switch (random.nextInt(10)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(one(WHOLE));
      case 3 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(40)));
      case 4 -> JSON.numberNode(one(List.of(0.5, -0.0, 1.0, 1e300)));
      case 5 -> JSON.arrayNode().add(text());
      case 6 -> JSON.objectNode().put(text(), text());
      default -> JSON.textNode(text());
    };
  }
}
