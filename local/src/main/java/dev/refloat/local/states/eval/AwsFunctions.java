package dev.refloat.local.states.eval;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The functions Step Functions adds to JSONata, and the one it takes away ({@code $eval}). Their
 * rules are those of the developer guide, "Transforming data with JSONata".
 */
final class AwsFunctions {

  private static final Set<String> ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
  private static final int LONGEST_RANGE = 1_000;

  private AwsFunctions() {}

  static void bind(Jsonata.Frame frame) {
    define(frame, "partition", "<an:a>", in -> partition((List<?>) in.get(0), whole(in.get(1))));
    define(
        frame,
        "range",
        "<nnn:a>",
        in -> range(whole(in.get(0)), whole(in.get(1)), whole(in.get(2))));
    define(frame, "hash", "<xs:s>", in -> hash(in.get(0), (String) in.get(1)));
    define(frame, "random", "<n?:n>", in -> random(in.get(0)));
    define(frame, "uuid", "<:s>", in -> UUID.randomUUID().toString());
    define(frame, "parse", "<s:x>", in -> parse((String) in.get(0)));
    define(
        frame,
        "eval",
        "<x?x?:x>",
        in -> refuse("The function $eval is not supported here, use $parse"));
  }

  private interface Body {
    Object call(Arguments in);
  }

  /** The arguments; one that was left out is null. */
  private record Arguments(List<?> values) {
    // Which of them may be absent is in the signature, so only those with a "?" there can be null.
    @SuppressWarnings("NullAway")
    Object get(int i) {
      return values.get(i);
    }
  }

  private static void define(Jsonata.Frame frame, String name, String signature, Body body) {
    frame.bind(
        name,
        new Jsonata.JFunction((input, values) -> body.call(new Arguments(values)), signature));
  }

  private static Object partition(List<?> items, long size) {
    if (size < 1) {
      return refuse("The chunk size of $partition must be at least 1");
    }
    List<List<?>> chunks = new ArrayList<>();
    for (int from = 0; from < items.size(); from += (int) Math.min(size, items.size())) {
      chunks.add(new ArrayList<>(items.subList(from, (int) Math.min(items.size(), from + size))));
    }
    return chunks;
  }

  private static Object range(long first, long last, long step) {
    if (step == 0) {
      return refuse("The step of $range must not be 0");
    }
    List<Long> values = new ArrayList<>();
    for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
      if (values.size() == LONGEST_RANGE) {
        return refuse("$range gives at most 1000 values");
      }
      values.add(value);
    }
    return values;
  }

  private static Object hash(Object value, String algorithm) {
    if (!ALGORITHMS.contains(algorithm)) {
      return refuse("The algorithm of $hash must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
    }
    String text = value instanceof String string ? string : Values.text(Values.toJson(value));
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks a digest every Java must have", e);
    }
  }

  private static Object random(@Nullable Object seed) {
    return seed == null
        ? ThreadLocalRandom.current().nextDouble()
        : new Random(whole(seed)).nextDouble();
  }

  private static Object parse(String json) {
    try {
      return Values.toJsonata(Values.JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return refuse("The argument of $parse is not JSON: " + e.getOriginalMessage());
    }
  }

  // Functions that need an integer round down what is not one.
  private static long whole(Object number) {
    return number instanceof Long || number instanceof Integer
        ? ((Number) number).longValue()
        : (long) Math.floor(((Number) number).doubleValue());
  }

  private static Object refuse(String message) {
    throw new JException(message, 0);
  }
}
