package dev.refloat.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Gzip;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RowSizeTest {
  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(7).nextBytes(bytes);
    return bytes;
  }

  private static RowSize of(byte[] content, int step) throws IOException {
    var size = new RowSize();
    try (size) {
      for (int at = 0; at < content.length; at += step) {
        size.write(content, at, Math.min(step, content.length - at));
      }
    }
    return size;
  }

  @Test
  void itIsAsLargeAsTheCompressedEntry() throws IOException {
    byte[] content = "{\"collectionName\":\"books\"}".repeat(5_000).getBytes(UTF_8);

    assertThat(of(content, 8_000).bytes()).hasValue(Gzip.compress(content).length);
    assertThat(of(content, 17).bytes()).hasValue(Gzip.compress(content).length);
  }

  @Test
  void itFitsAsLongAsTheCatalogueSaysSo() throws IOException {
    int most = Catalogue.DETAIL_LIMIT;
    while (Gzip.compress(bytes(most)).length > Catalogue.DETAIL_LIMIT) {
      most--;
    }

    assertThat(of(bytes(most), 1_000).bytes()).isPresent();
    assertThat(of(bytes(most + 1), 1_000).bytes()).isEmpty();
    assertThat(of(bytes(10 * most), 1_000).bytes()).isEmpty();
  }
}
