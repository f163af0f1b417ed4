package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Crc64NvmeTest {
  private static final long SEED = 20260101;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void hasTheCheckValueOfTheCatalogue() {
    assertThat(Crc64Nvme.of(ascii("123456789"))).isEqualTo(0xae8b14860a799888L);
  }

  /** NVM Express NVM Command Set Specification 1.0c, section 5.2.1.3.4.1, CRC of 4 KiB blocks. */
  @Test
  void hasTheValuesOfTheNvmeSpecification() {
    var bytes = new byte[4096];
    assertThat(Crc64Nvme.of(bytes)).isEqualTo(0x6482D367EB22B64EL);
    Arrays.fill(bytes, (byte) 0xff);
    assertThat(Crc64Nvme.of(bytes)).isEqualTo(0xC0DDBA7302ECA3ACL);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(Crc64Nvme.of(bytes)).isEqualTo(0x3E729F5F6750449CL);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~i;
    }
    assertThat(Crc64Nvme.of(bytes)).isEqualTo(0x9A2DF64B8E9E517EL);
  }

  @Test
  void ofNothingIsZero() {
    assertThat(Crc64Nvme.of(new byte[0])).isZero();
  }

  @Test
  void agreesWithTheDefinitionBitByBit() {
    var random = new Random(SEED);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = random(random, length);
      assertThat(Crc64Nvme.of(bytes)).as("length %d", length).isEqualTo(byDefinition(bytes));
    }
  }

  /** Shifts the message through the unreflected register, one bit at a time. */
  private static long byDefinition(byte[] bytes) {
    long register = -1;
    for (byte b : bytes) {
      register ^= (long) (Integer.reverse(b) >>> 24) << 56;
      for (int bit = 0; bit < 8; bit++) {
        register = register < 0 ? (register << 1) ^ 0xad93d23594c93659L : register << 1;
      }
    }
    return Long.reverse(~register);
  }

  @Test
  void isTheSameHoweverTheBytesCome() {
    var random = new Random(SEED);
    byte[] bytes = random(random, 5000);
    for (int run = 0; run < 100; run++) {
      var crc = new Crc64Nvme();
      for (int from = 0; from < bytes.length; ) {
        int length = Math.min(bytes.length - from, random.nextInt(600));
        switch (random.nextInt(3)) {
          case 0 -> crc.update(bytes, from, length);
          case 1 -> crc.update(direct(bytes, from, length));
          default -> {
            for (int i = from; i < from + length; i++) {
              crc.update(bytes[i]);
            }
          }
        }
        from += length;
      }
      assertThat(crc.getValue()).isEqualTo(Crc64Nvme.of(bytes));
    }
  }

  private static ByteBuffer direct(byte[] bytes, int from, int length) {
    return ByteBuffer.allocateDirect(length).put(bytes, from, length).flip();
  }

  @Test
  void combinesTwoBlocks() {
    var random = new Random(SEED);
    for (int run = 0; run < 1000; run++) {
      byte[] first = random(random, random.nextInt(100));
      byte[] second = random(random, random.nextInt(1 << random.nextInt(14)));
      assertThat(Crc64Nvme.combine(Crc64Nvme.of(first), Crc64Nvme.of(second), second.length))
          .isEqualTo(Crc64Nvme.of(concat(first, second)));
    }
  }

  @Test
  void combiningIsAssociativeAtLengthsThatNoTestCanHold() {
    var random = new Random(SEED);
    for (int run = 0; run < 1000; run++) {
      long a = random.nextLong();
      long b = random.nextLong();
      long c = random.nextLong();
      long lengthB = random.nextLong(1L << 46);
      long lengthC = random.nextLong(1L << 46);
      assertThat(Crc64Nvme.combine(Crc64Nvme.combine(a, b, lengthB), c, lengthC))
          .isEqualTo(Crc64Nvme.combine(a, Crc64Nvme.combine(b, c, lengthC), lengthB + lengthC));
    }
  }

  @Test
  void combiningWithNothingChangesNothing() {
    assertThat(Crc64Nvme.combine(0x1234, Crc64Nvme.of(new byte[0]), 0)).isEqualTo(0x1234);
    assertThat(Crc64Nvme.combine(Crc64Nvme.of(new byte[0]), 0x1234, 77)).isEqualTo(0x1234);
  }

  @Test
  void aLengthThatNoBlockHasIsRefused() {
    assertThatThrownBy(() -> Crc64Nvme.combine(1, 2, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Crc64Nvme.combine(1, 2, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsS3WritesIt() {
    assertThat(Crc64Nvme.toBase64(0xae8b14860a799888L)).isEqualTo("rosUhgp5mIg=");
    assertThat(Crc64Nvme.fromBase64("rosUhgp5mIg=")).isEqualTo(0xae8b14860a799888L);
    assertThatThrownBy(() -> Crc64Nvme.fromBase64("rosU"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rosU");
  }

  @Test
  void resetStartsAnew() {
    var crc = new Crc64Nvme();
    crc.update(1);
    crc.reset();
    assertThat(crc.getValue()).isEqualTo(Crc64Nvme.of(new byte[0]));
  }

  private static byte[] random(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
