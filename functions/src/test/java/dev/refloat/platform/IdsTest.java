package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {
  @Test
  void ownIdsAreRecognised() {
    assertThat(Ids.isCluster(Ids.cluster())).isTrue();
    assertThat(Ids.isProject(Ids.project())).isTrue();
  }

  @Test
  void idsDiffer() {
    assertThat(Stream.generate(Ids::job).limit(1000)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "in01",
        "in01-",
        "IN01-source00000001",
        "in01-a/b1",
        "in1-source1",
        "xx01-source1"
      })
  void otherTextsAreNoClusterIds(String text) {
    assertThat(Ids.isCluster(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in01-source00000001", "in03-0123456789abcde"})
  void idsOfBackedUpClustersAreRecognised(String text) {
    assertThat(Ids.isCluster(text)).isTrue();
  }
}
