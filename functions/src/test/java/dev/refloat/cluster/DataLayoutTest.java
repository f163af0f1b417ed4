package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DataLayoutTest {
  @Test
  void keysAreMilvusOwnUnderTheCluster() {
    assertThat(DataLayout.insertFolder("in01-a", "1", "2", "3"))
        .isEqualTo("in01-a/insert_log/1/2/3/");
    assertThat(DataLayout.deltaFolder("in01-a", "1", DataLayout.ALL_PARTITIONS, "3"))
        .isEqualTo("in01-a/delta_log/1/-1/3/");
  }

  @Test
  void everyKeyOfACollectionIsUnderItsPrefixesWhichAreInKeyOrder() {
    var prefixes = DataLayout.collectionPrefixes("in01-a", "1");
    assertThat(prefixes).isSorted();
    assertThat(DataLayout.deltaFolder("in01-a", "1", "2", "3")).startsWith(prefixes.get(0));
    assertThat(DataLayout.insertFolder("in01-a", "1", "2", "3")).startsWith(prefixes.get(1));
  }
}
