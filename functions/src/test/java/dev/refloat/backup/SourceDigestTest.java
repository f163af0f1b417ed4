package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceDigestTest {
  private static final SourceObject OBJECT =
      new SourceObject(LogKind.INSERT, 1, 2, 100, "3", "backup/a/ä", 7, "\"e\"");

  private static String digest(SourceObject... objects) {
    var digest = new SourceDigest();
    List.of(objects).forEach(digest::add);
    return digest.hex();
  }

  @Test
  void isOfKeySizeAndETag() {
    // printf 'backup/a/ä 7 "e"\n' | sha256sum
    assertThat(digest(OBJECT))
        .isEqualTo("a7e9138f30633030e7ef61a5df77f98e4ccfcf31f2efb2d9756919f83459f5cc");
  }

  @Test
  void isAnotherAsSoonAsOneOfThemIs() {
    assertThat(
            List.of(
                digest(),
                digest(OBJECT),
                digest(OBJECT, OBJECT),
                digest(with("backup/b", 7, "\"e\"")),
                digest(with("backup/a/ä", 8, "\"e\"")),
                digest(with("backup/a/ä", 7, "\"f\""))))
        .doesNotHaveDuplicates();
  }

  private static SourceObject with(String key, long size, String eTag) {
    return new SourceObject(LogKind.INSERT, 1, 2, 100, "3", key, size, eTag);
  }
}
