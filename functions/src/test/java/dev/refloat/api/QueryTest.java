package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @Test
  void parametersThatNobodyKnowsAreNamed() {
    var query = new Query(Map.of("dryrun", "true", "force", "", "dryRun", "true"));

    assertThatThrownBy(() -> query.only(Set.of("dryRun")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARAMETER_UNKNOWN))
        .hasMessage("Unknown query parameter: dryrun, force. Known here: dryRun.");
    assertThat(query.only(Set.of("dryrun", "force", "dryRun"))).isEqualTo(query);
    assertThatThrownBy(() -> new Query(Map.of("x", "")).only(Set.of()))
        .hasMessage("Unknown query parameter: x. Known here: none.");
  }

  @Test
  void thePageIsTheFirstTenByDefault() {
    assertThat(new Query(Map.of()).paging()).isEqualTo(new Paging(10, 1));
    assertThat(new Query(Map.of("pageSize", "", "currentPage", " ")).paging())
        .isEqualTo(new Paging(10, 1));
  }

  @Test
  void thePageIsAsAskedFor() {
    assertThat(new Query(Map.of("pageSize", "100", "currentPage", "2147483647")).paging())
        .isEqualTo(new Paging(100, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "pageSize,0,96008",
    "pageSize,101,96008",
    "pageSize,-1,96008",
    "pageSize,ten,96008",
    "pageSize,'1,2',96008",
    "pageSize,1.5,96008",
    "currentPage,0,96009",
    "currentPage,2147483648,96009",
    "currentPage,x,96009"
  })
  void aPageOutOfRangeIsRefused(String name, String value, int code) {
    assertThatThrownBy(() -> new Query(Map.of(name, value)).paging())
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code().code()).isEqualTo(code))
        .hasMessageStartingWith(name + " must be a whole number from 1 to ");
  }

  @Test
  void aChoiceIsOneOfTheWords() {
    var query = new Query(Map.of("type", "PUBLIC"));

    assertThatThrownBy(
            () -> query.choice("type", Thread.State.class, ErrorCode.BACKUP_TYPE_UNKNOWN))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_TYPE_UNKNOWN))
        .hasMessageContaining("type must be one of NEW, RUNNABLE");
    assertThat(
            new Query(Map.of("type", "NEW"))
                .choice("type", Thread.State.class, ErrorCode.BACKUP_TYPE_UNKNOWN))
        .contains(Thread.State.NEW);
  }

  @Test
  void everyItemIsOnExactlyOnePage() {
    List<Integer> all = IntStream.range(0, 25).boxed().toList();

    assertThat(new Paging(10, 1).slice(all)).isEqualTo(all.subList(0, 10));
    assertThat(new Paging(10, 3).slice(all)).isEqualTo(all.subList(20, 25));
    assertThat(new Paging(10, 4).slice(all)).isEmpty();
    assertThat(new Paging(100, Integer.MAX_VALUE).slice(all)).isEmpty();
  }
}
