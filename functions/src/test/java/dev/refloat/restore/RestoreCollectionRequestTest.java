package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestoreCollectionRequestTest {
  private static RestoreCollectionRequest parse(String body) {
    return RestoreCollectionRequest.parse(
        "in01-source00000001", "backup1", (ObjectNode) Json.tree(body.replace('\'', '"')));
  }

  private static Selection selection(String dbCollections) {
    return parse("{'destClusterId':'in01-dest0000001','dbCollections':" + dbCollections + "}")
        .selection();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'destClusterId':'in01-dest0000001'}",
        "{'destClusterId':'in01-dest0000001','dbCollections':null,'conflictPolicy':null}"
      })
  void withoutAListEverythingIsWantedUnloaded(String body) {
    assertThat(parse(body))
        .isEqualTo(
            new RestoreCollectionRequest(
                "in01-source00000001",
                "backup1",
                "in01-dest0000001",
                new Selection(List.of(), Load.UNLOADED, ConflictPolicy.FAIL, Verify.FILES),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{'dbName':''}]",
        "[{'dbName':null,'destDbName':''}]",
        "[{'dbName':'default','collections':null}]"
      })
  void aDatabaseWithoutANameIsTheDefaultOne(String list) {
    assertThat(selection(list).databases())
        .containsExactly(new Selection.Database("default", "default", List.of()));
  }

  @Test
  void everyFieldIsRead() {
    assertThat(
            parse(
                    """
                    {'destClusterId':'in01-dest0000001','conflictPolicy':'OVERWRITE','verify':'CONTENT',
                     'dbCollections':[
                       {'dbName':'a','destDbName':'b','collections':[
                         {'collectionName':'x','destCollectionName':'y','destCollectionStatus':'LOADED'},
                         {'collectionName':'z','destCollectionName':''}]},
                       {'dbName':'c'}]}
                    """)
                .selection())
        .isEqualTo(
            new Selection(
                List.of(
                    new Selection.Database(
                        "a",
                        "b",
                        List.of(
                            new Selection.Wanted("x", "y", Load.LOADED),
                            new Selection.Wanted("z", "z", Load.UNLOADED))),
                    new Selection.Database("c", "c", List.of())),
                Load.UNLOADED,
                ConflictPolicy.OVERWRITE,
                Verify.CONTENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                                        | 96025 | destClusterId",
        "{'destClusterId':''}                                      | 96025 | destClusterId",
        "{'destClusterId':'orders'}                                | 96036 | destClusterId",
        "{'destClusterId':'in01-dest','dbCollections':[]}          | 96112 | dbCollections",
        "{'destClusterId':'in01-dest','dbCollections':'all'}       | 96112 | dbCollections",
        "{'destClusterId':'in01-dest','dbCollections':[{'dbname':'a'}]} | 96110 | dbCollections[0].dbname",
        "{'destClusterId':'in01-dest','dbCollections':[{'destDbName':'a-b'}]} | 96112 | dbCollections[0].destDbName",
        "{'destClusterId':'in01-dest','dbCollections':[{'destDbName':'1a'}]} | 96112 | dbCollections[0].destDbName",
        "{'destClusterId':'in01-dest','dbCollections':[{'collections':[]}]} | 96112 | dbCollections[0].collections",
        "{'destClusterId':'in01-dest','dbCollections':[{'collections':[{}]}]} | 96111 | dbCollections[0].collections[0].collectionName",
        "{'destClusterId':'in01-dest','dbCollections':[{'collections':[{'collectionName':'a','destCollectionName':'a/b'}]}]} | 96112 | collections[0].destCollectionName",
        "{'destClusterId':'in01-dest','dbCollections':[{'collections':[{'collectionName':'a','destCollectionStatus':'KEEP'}]}]} | 96037 | LOADED, UNLOADED",
        "{'destClusterId':'in01-dest','conflictPolicy':'REPLACE'}  | 96112 | FAIL, SKIP, OVERWRITE",
        "{'destClusterId':'in01-dest','verify':'ALL'}              | 96129 | verify must be one of FILES, CONTENT",
        "{'destClusterId':'in01-dest','projectId':'proj-1234'}     | 96110 | projectId",
      })
  void aWrongFieldIsRefusedByName(String body, int code, String named) {
    Refused refused = catchThrowableOfType(Refused.class, () -> parse(body));

    assertThat(refused.code().code()).isEqualTo(code);
    assertThat(refused.reason()).contains(named);
  }
}
