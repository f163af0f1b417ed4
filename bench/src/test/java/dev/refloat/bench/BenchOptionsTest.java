package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.bench.cases.Workload;
import dev.refloat.local.cli.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchOptionsTest {
  @Test
  void withoutArgumentsEverythingRunsAndTheNumbersCount() {
    BenchOptions options = BenchOptions.parse(List.of());

    assertThat(options.workloads()).isEqualTo(Workload.ALL);
    assertThat(options.heap()).isTrue();
    assertThat(options.planner()).isTrue();
    assertThat(options.coldStart()).isTrue();
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.isFull()).isTrue();
    assertThat(options.command()).isEqualTo("./refloat bench");
  }

  @ParameterizedTest
  @CsvSource({"--cases=small", "--scale=0.5", "--rounds=1"})
  void numbersOfLessDoNotCount(String argument) {
    assertThat(BenchOptions.parse(List.of(argument)).isFull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--cases=planner, true",
    "--cold-start, true",
    "'--cases=planner,cold-start', true",
    "--cases=heap, false",
    "'--cases=planner,heap', false"
  })
  void someMayStandInTheirSectionsBesideAnEarlierRun(String argument, boolean expected) {
    assertThat(BenchOptions.parse(List.of(argument)).isOfSections()).isEqualTo(expected);
    assertThat(BenchOptions.parse(List.of(argument, "--scale=0.5")).isOfSections()).isFalse();
    assertThat(BenchOptions.parse(List.of(argument, "--rounds=1")).isOfSections()).isFalse();
  }

  @Test
  void theColdStartAloneHasAWordOfItsOwn() {
    BenchOptions options = BenchOptions.parse(List.of("--cold-start"));

    assertThat(options.command()).isEqualTo("./refloat bench --cold-start");
    assertThat(options.workloads()).isEmpty();
    assertThat(options.planner()).isFalse();
    assertThat(options.coldStarts()).isEqualTo(7);
  }

  @Test
  void theCommandIsThatOfTheUserWithoutThePathsOfHisMachine() {
    BenchOptions options =
        BenchOptions.parse(
            List.of(
                "--cases",
                "small,heap",
                "--scale",
                "0.5",
                "--rounds",
                "2",
                "--data",
                "/here",
                "--keep",
                "--out",
                "/there"));

    assertThat(options.command())
        .isEqualTo("./refloat bench --cases small,heap --scale 0.5 --rounds 2");
    assertThat(options.keep()).isTrue();
    assertThat(options.data()).isPresent();
    assertThat(options.out()).isPresent();
  }

  @Test
  void aScaleMakesLessOfEachCase() {
    List<Workload> workloads =
        BenchOptions.parse(List.of("--scale", "0.5", "--cases", "medium,large")).workloads();

    assertThat(workloads).extracting(Workload::objects).containsExactly(200, 1);
    assertThat(workloads.getLast().objectBytes()).isEqualTo(4L << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "--cases=tiny, not tiny",
    "--scale=0, above 0",
    "--scale=2, above 0",
    "--scale=NaN, above 0",
    "--scale=half, above 0",
    "--rounds=0, from 1",
    "--rounds=many, --rounds",
    "--other, --other"
  })
  void whatIsWrongIsNamed(String argument, String named) {
    assertThatThrownBy(() -> BenchOptions.parse(List.of(argument)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(named);
  }
}
