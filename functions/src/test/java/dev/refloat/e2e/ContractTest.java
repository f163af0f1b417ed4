package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, over HTTP: always JSON with code and message, always with a request id. */
final class ContractTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();

  private static void assertRefused(Answer answer, int status, int code) {
    assertThat(answer.code()).as("%s", answer).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isNotBlank();
    assertThat(answer.requestId()).isNotBlank();
    assertThat(answer.body()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/api-keys",
        "/v2/backups",
        "/v2/clusters",
        "/v2/jobs",
        "/v2/projects",
        "/v2/roles",
        "/nowhere"
      })
  void anUnknownKeyIsRefusedEverywhere(String path) {
    assertRefused(api.withKey("unknown").get(path), 401, 21119);
    assertThat(api.withKey("unknown").get(path).message()).isEqualTo("The apikey is illegal.");
  }

  @Test
  void anUnknownRouteIsAnsweredInTheSameForm() {
    assertRefused(api.get("/v2/nowhere"), 404, 96190);
  }

  @Test
  void whatDoesNotExistIsSaidByName() {
    assertRefused(api.get("/v2/jobs/job-none"), 404, 96026);
    assertRefused(api.get("/v2/clusters/in01-none00000000"), 404, 96018);
    Answer backup =
        api.post(
            "/v2/clusters/in01-none00000000/backups/backup0/restoreCluster",
            backups.body("x", "KEEP"));
    assertRefused(backup, 404, 96101);
  }

  @ParameterizedTest
  @CsvSource({"pageSize=0,96008", "pageSize=101,96008", "currentPage=0,96009"})
  void pagesHaveLimits(String query, int code) {
    assertRefused(api.get("/v2/jobs?" + query), 400, code);
  }

  @Test
  void bodiesThatCannotBeReadAreRefused() {
    String path = backups.restorePath(backups.sample(SampleOptions.small("bodies", 10)));
    assertRefused(api.post(path, "{not json"), 400, 96109);
    assertRefused(api.post(path, "[]"), 400, 96109);
    assertRefused(api.post(path, ""), 400, 96109);
    Answer typo = api.post(path, "{\"clusterNmae\":\"x\"}");
    assertRefused(typo, 400, 96110);
    assertThat(typo.message()).contains("clusterNmae");
    assertRefused(api.post(path, "\"" + "x".repeat(1 << 20) + "\""), 413, 96191);
  }

  @Test
  void aCollectionBackupIsNoClusterBackup() {
    Backup backup = backups.sample(SampleOptions.small("part", 11));
    backups.listed(backup);
    String uri = "s3://" + stack.connection().backupBucket() + "/" + backup.prefix();
    Answer registered =
        api.post(
            "/v2/clusters/" + backup.clusterId() + "/backups/register",
            "{\"uri\":\"%s\",\"projectId\":\"%s\",\"backupType\":\"COLLECTION\"}"
                .formatted(uri, backups.project()));
    assertThat(registered.code()).as(registered.message()).isZero();

    assertRefused(api.post(backups.restorePath(backup), backups.body("part", "KEEP")), 400, 96103);
  }

  @Test
  void everyRefusalLeavesTheNameFree() {
    Backup backup = backups.sample(SampleOptions.small("free", 12));
    String path = backups.restorePath(backup);
    assertRefused(api.post(path, backups.body("free", "SOME")), 400, 96031);

    Answer started = backups.restore(backup, "free");

    assertThat(backups.ended(started).path("status").asText()).isEqualTo("SUCCESSFUL");
  }
}
