package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestoreClusterRequestTest {
  private static final String VALID =
      """
      {"projectId":"proj-0123456789","clusterName":"orders-2","cuSize":1,"collectionStatus":"KEEP"}
      """;

  private static RestoreClusterRequest parse(String body) {
    return RestoreClusterRequest.parse(
        "in01-source00000001", "backup1", Json.read(body, ObjectNode.class));
  }

  private static String with(String field, String json) {
    ObjectNode body = Json.read(VALID, ObjectNode.class);
    body.set(field, Json.tree(json));
    return body.toString();
  }

  @Test
  void aMinimalBodyHasDefaults() {
    assertThat(parse(VALID))
        .isEqualTo(
            new RestoreClusterRequest(
                "in01-source00000001",
                "backup1",
                "proj-0123456789",
                "orders-2",
                1,
                CollectionStatus.KEEP,
                RestoreVersionPolicy.LATEST,
                Verify.FILES,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void howToVerifyIsRead() {
    assertThat(parse(with("verify", "\"CONTENT\"")).verify()).isEqualTo(Verify.CONTENT);
  }

  @Test
  void bothNamesOfTheProjectAreRead() {
    String body = VALID.replace("projectId", "targetProjectId");
    assertThat(parse(body).projectId()).isEqualTo("proj-0123456789");
    assertThat(parse(with("targetProjectId", "\"proj-0123456789\"")).projectId())
        .isEqualTo("proj-0123456789");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "targetProjectId      | \"proj-other00000\"  | PROJECT_ID_MALFORMED      | targetProjectId",
        "projectId            | \"orders\"           | PROJECT_ID_MALFORMED      | proj-",
        "projectId            | null                 | PROJECT_ID_MALFORMED      | projectId is missing",
        "projectId            | 7                    | PROJECT_ID_MALFORMED      | projectId",
        "clusterName          | \"a b\"              | CLUSTER_NAME_MALFORMED    | clusterName",
        "clusterName          | \"\"                 | FIELD_MISSING             | clusterName",
        "clusterName          | null                 | FIELD_MISSING             | clusterName",
        "cuSize               | 0                    | CU_SIZE_NOT_POSITIVE      | cuSize",
        "cuSize               | -4                   | CU_SIZE_NOT_POSITIVE      | cuSize",
        "cuSize               | 3                    | CU_SIZE_UNKNOWN           | in steps of",
        "cuSize               | 1.5                  | FIELD_MALFORMED           | cuSize",
        "cuSize               | \"1\"                | FIELD_MALFORMED           | cuSize",
        "cuSize               | null                 | FIELD_MISSING             | cuSize",
        "cuSize               | 4294967297           | FIELD_MALFORMED           | cuSize",
        "collectionStatus     | \"keep\"             | COLLECTION_STATUS_UNKNOWN | KEEP, RELEASE",
        "collectionStatus     | null                 | COLLECTION_STATUS_UNKNOWN | collectionStatus",
        "restoreVersionPolicy | \"NEWEST\"           | FIELD_MALFORMED           | LATEST, ORIGINAL",
        "verify               | \"NONE\"             | VERIFY_UNKNOWN            | FILES, CONTENT",
      })
  void aWrongFieldIsRefusedByName(String field, String value, ErrorCode code, String named) {
    assertThatThrownBy(() -> parse(with(field, value)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessageContaining(named);
  }

  @Test
  void aNameMayHave64Characters() {
    String longest = "\"" + "a".repeat(64) + "\"";
    assertThat(parse(with("clusterName", longest)).clusterName()).hasSize(64);
    String longer = "\"" + "a".repeat(65) + "\"";
    assertThatThrownBy(() -> parse(with("clusterName", longer))).hasMessageContaining("64");
  }

  @Test
  void theFirstFieldOfTheContractDecidesTheCodeAndAllAreTold() {
    assertThatThrownBy(() -> parse("{\"cuSize\":0,\"clusterName\":\"a b\"}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PROJECT_ID_MALFORMED))
        .hasMessageContainingAll("projectId", "clusterName", "cuSize", "collectionStatus");
  }
}
