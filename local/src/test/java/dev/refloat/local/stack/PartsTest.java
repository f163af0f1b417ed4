package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {

  @Test
  void areClosedInTheOppositeOrderOnceAndInSpiteOfFailures() {
    List<String> closed = new ArrayList<>();
    Parts parts = new Parts();
    parts.add(() -> closed.add("first"));
    parts.add(
        () -> {
          throw new IllegalStateException("stuck");
        });
    parts.add(() -> closed.add("third"));
    parts.close();
    parts.close();
    assertThat(closed).containsExactly("third", "first");
  }
}
