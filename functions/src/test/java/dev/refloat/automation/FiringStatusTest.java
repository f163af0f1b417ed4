package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FiringStatusTest {
  @ParameterizedTest
  @EnumSource
  void whatMayFollowKnowsWhatItFollows(FiringStatus status) {
    assertThat(status.next()).allSatisfy(next -> assertThat(next.previous()).contains(status));
    assertThat(status.previous())
        .allSatisfy(previous -> assertThat(previous.next()).contains(status));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"WAITING", "RUNNING"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothingFollowsAnEnd(FiringStatus end) {
    assertThat(end.next()).isEmpty();
  }
}
