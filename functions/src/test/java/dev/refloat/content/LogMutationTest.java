package dev.refloat.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is in a log: it is opened or refused, in reads that are bounded. */
final class LogMutationTest {
  private static final int RUNS = 3_000 * Integer.getInteger("refloat.runs", 1);

  /** Lengths and offsets that programs get wrong. */
  private static final int[] NUMBERS = {
    0, 1, -1, 33, 44, 45, 1 << 16, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final BackupLogs SAMPLE = BackupLogs.sample(SampleOptions.small("small", 1));

  private final LogOpener opener = new LogOpener();

  enum Kind {
    ANY_BYTES,
    HEAD,
    FOOTER,
    NUMBERS,
    LENGTH,
    NOTHING_BUT_NOISE
  }

  @ParameterizedTest
  @EnumSource
  void aMutatedLogIsOpenedOrRefused(Kind kind) {
    int refused = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new SplittableRandom(seed);
      SegmentLogs segment = pick(SAMPLE.segments(), random);
      Log log = pick(segment.logs(), random);
      byte[] mutated = mutate(kind, SAMPLE.bytes(segment, log).clone(), random);
      var reads = new Reads(mutated);
      var resized = new Log(log.field(), log.tail(), mutated.length);
      try {
        assertThat(opener.rows(segment, resized, reads)).isNotNegative();
      } catch (Refused e) {
        assertThat(e.reason()).contains(log.tail());
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("seed " + seed, e);
      }
      assertThat(reads.bytes).as("seed %d", seed).isLessThanOrEqualTo(2L * mutated.length + 8192);
    }
    assertThat(refused).isPositive();
  }

  private static <T> T pick(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] mutate(Kind kind, byte[] log, SplittableRandom random) {
    int tail = Math.max(0, log.length - 400);
    switch (kind) {
      case ANY_BYTES -> change(log, 0, log.length, random);
      case HEAD -> change(log, 0, Math.min(160, log.length), random);
      case FOOTER -> change(log, tail, log.length, random);
      case NUMBERS -> {
        int at = random.nextBoolean() ? random.nextInt(150) : tail + random.nextInt(300);
        ByteBuffer.wrap(log)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Math.min(at, log.length - 4), NUMBERS[random.nextInt(NUMBERS.length)]);
      }
      case LENGTH -> {
        return Arrays.copyOf(log, random.nextInt(log.length + 100));
      }
      case NOTHING_BUT_NOISE -> {
        byte[] footer = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(footer);
        int payload = 4 + ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN).getInt(13) + 33;
        byte[] file = Footers.file(footer);
        byte[] noise = Arrays.copyOf(log, payload + file.length);
        System.arraycopy(file, 0, noise, payload, file.length);
        ByteBuffer.wrap(noise)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(payload - 33 + 9, 33 + file.length);
        return noise;
      }
    }
    return log;
  }

  private static void change(byte[] log, int from, int to, SplittableRandom random) {
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      log[random.nextInt(from, to)] = (byte) random.nextInt();
    }
  }
}
