package dev.refloat.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ItemLinesTest {
  private final String bucket = EmbeddedAws.newBucket();
  private final ItemLines lines = new ItemLines();

  private List<String> written(List<Integer> places) {
    try (var writes = new S3Writes(EmbeddedAws.s3(), 1);
        var output = new S3Output(writes, bucket, "lines")) {
      places.forEach(place -> lines.write(place, output));
      output.finish();
      writes.await();
    }
    return EmbeddedAws.s3()
        .getObjectAsBytes(r -> r.bucket(bucket).key("lines"))
        .asUtf8String()
        .lines()
        .toList();
  }

  private void put(int place, String line) {
    lines.put(place, line.getBytes(UTF_8), ItemLines.WHOLE);
  }

  @Test
  void eachLineIsWrittenAsOftenAndWhereItIsAskedFor() {
    List<String> put = new ArrayList<>();
    for (int place = 0; place < 1_000; place++) {
      put.add("line %d %s".formatted(place, "x".repeat(place % 300)));
      put(place, put.get(place));
    }

    List<Integer> places = new Random(1).ints(5_000, 0, 1_000).boxed().toList();

    assertThat(written(places)).isEqualTo(places.stream().map(put::get).toList());
  }

  @Test
  void aNewWindowTakesThePlaceOfTheOneBefore() {
    put(0, "a first one");
    put(1, "a second one");
    put(0, "b");
    put(1, "bb, which is longer");

    assertThat(written(List.of(1, 0))).containsExactly("bb, which is longer", "b");
  }

  @Test
  void anObjectOfSeveralRangesCountsOnce() {
    long[] objects = {7, ItemLines.WHOLE, 7, 0, ItemLines.WHOLE, 9, 7};
    for (int place = 0; place < objects.length; place++) {
      lines.put(place, new byte[] {'a'}, objects[place]);
    }

    assertThat(lines.objectsInRanges(new int[] {0, 1, 2, 3, 4, 6})).isEqualTo(2);
    assertThat(lines.objectsInRanges(new int[] {1, 4})).isZero();
    assertThat(lines.objectsInRanges(new int[0])).isZero();
  }
}
