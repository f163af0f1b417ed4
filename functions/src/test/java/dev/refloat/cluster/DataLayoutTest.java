package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DataLayoutTest {
  @Test
  void keysAreMilvusOwnUnderTheCluster() {
    assertThat(DataLayout.insertLog("in01-a", "1", "2", "3", 100, "4"))
        .isEqualTo("in01-a/insert_log/1/2/3/100/4");
    assertThat(DataLayout.deltaLog("in01-a", "1", DataLayout.ALL_PARTITIONS, "3", "4"))
        .isEqualTo("in01-a/delta_log/1/-1/3/4");
  }

  @Test
  void everyKeyOfACollectionIsUnderItsPrefixesWhichAreInKeyOrder() {
    var prefixes = DataLayout.collectionPrefixes("in01-a", "1");
    assertThat(prefixes).isSorted();
    assertThat(DataLayout.deltaLog("in01-a", "1", "2", "3", "4")).startsWith(prefixes.get(0));
    assertThat(DataLayout.insertLog("in01-a", "1", "2", "3", 0, "4")).startsWith(prefixes.get(1));
  }
}
