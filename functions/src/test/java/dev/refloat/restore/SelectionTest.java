package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.restore.Selection.Database;
import dev.refloat.restore.Selection.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final Map<String, List<String>> BACKUP = new LinkedHashMap<>();

  static {
    BACKUP.put("default", List.of("books", "films"));
    BACKUP.put("archive", List.of("books"));
    BACKUP.put("empty", List.of());
  }

  private static List<Target> targets(Database... databases) {
    return of(databases).targets(BACKUP);
  }

  private static Selection of(Database... databases) {
    return new Selection(List.of(databases), Load.UNLOADED, ConflictPolicy.FAIL, Verify.FILES);
  }

  private static Refused refusal(Database... databases) {
    return catchThrowableOfType(Refused.class, () -> targets(databases));
  }

  @Test
  void withoutAListEverythingKeepsItsName() {
    assertThat(Selection.everything(Load.KEEP, Verify.FILES).targets(BACKUP))
        .containsExactly(
            new Target("default", "books", "default", "books", Load.KEEP),
            new Target("default", "films", "default", "films", Load.KEEP),
            new Target("archive", "books", "archive", "books", Load.KEEP));
  }

  @Test
  void aDatabaseWithoutAListGoesAsAWhole() {
    assertThat(targets(new Database("default", "other", List.of())))
        .containsExactly(
            new Target("default", "books", "other", "books", Load.UNLOADED),
            new Target("default", "films", "other", "films", Load.UNLOADED));
    assertThat(targets(new Database("empty", "empty", List.of()))).isEmpty();
  }

  @Test
  void aCollectionGetsTheNameAndTheStateThatAreAskedFor() {
    assertThat(
            targets(
                new Database(
                    "default", "other", List.of(new Wanted("books", "tomes", Load.LOADED)))))
        .containsExactly(new Target("default", "books", "other", "tomes", Load.LOADED));
  }

  @Test
  void oneCollectionMayBecomeTwo() {
    assertThat(
            targets(
                new Database(
                    "default",
                    "default",
                    List.of(
                        new Wanted("books", "one", Load.LOADED),
                        new Wanted("books", "two", Load.UNLOADED)))))
        .extracting(Target::name)
        .containsExactly("one", "two");
  }

  @Test
  void whatTheBackupDoesNotHaveIsNamed() {
    Refused refused =
        refusal(
            new Database("nowhere", "nowhere", List.of()),
            new Database(
                "archive", "archive", List.of(new Wanted("films", "films", Load.UNLOADED))));

    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_NOT_IN_BACKUP);
    assertThat(refused.reason()).contains("database nowhere", "collection archive.films");
  }

  @Test
  void namesAreCaseSensitive() {
    assertThat(
            refusal(
                new Database(
                    "default", "default", List.of(new Wanted("Books", "b", Load.UNLOADED)))))
        .isNotNull();
  }

  @Test
  void twoOfOneDestinationAreRefusedHoweverTheyCameToIt() {
    Refused refused =
        refusal(
            new Database("default", "default", List.of()),
            new Database("archive", "default", List.of()));

    assertThat(refused.code()).isEqualTo(ErrorCode.DESTINATION_TWICE);
    assertThat(refused.reason()).contains("default.books").doesNotContain("films");
  }

  @Test
  void aMessageNamesTenAndCountsTheOthers() {
    List<Wanted> unknown =
        IntStream.range(0, 25)
            .mapToObj(i -> new Wanted("unknown" + i, "d" + i, Load.UNLOADED))
            .toList();

    assertThat(refusal(new Database("default", "default", unknown)).reason())
        .contains("unknown9 and 15 more")
        .doesNotContain("unknown10");
  }

  @Test
  void itIsReadAsItWasKept() {
    Selection selection =
        of(new Database("default", "other", List.of(new Wanted("books", "tomes", Load.LOADED))));

    assertThat(Json.read(Json.bytes(selection), Selection.class)).isEqualTo(selection);
  }

  @Test
  void oneThatWasKeptBeforeThereWasAChoiceIsVerifiedByFiles() {
    String kept = "{\"databases\":[],\"load\":\"KEEP\",\"conflictPolicy\":\"FAIL\"}";

    assertThat(Json.read(kept, Selection.class))
        .isEqualTo(Selection.everything(Load.KEEP, Verify.FILES));
  }
}
