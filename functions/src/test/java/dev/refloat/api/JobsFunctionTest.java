package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsFunctionTest {
  private static final String LIST = "GET /v2/jobs";
  private static final String DESCRIBE = "GET /v2/jobs/{jobId}";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Installed installed = new Installed();
  private final JobsFunction function = new JobsFunction(installed.environment);

  @Test
  void aJobThatHasNotBegunHasNullsWhereNothingIsKnown() {
    Records.job(installed, "job-1", "in01-abcd", START);

    assertThat(describe("job-1").data())
        .isEqualTo(
            Json.tree(
                """
                {
                  "jobId": "job-1",
                  "type": "RESTORE",
                  "status": "PENDING",
                  "progress": "0",
                  "startTime": "2026-01-02T03:04:05Z",
                  "endTime": null,
                  "reason": "",
                  "description": "Restore of backup backup1 to cluster target",
                  "projectId": "%s",
                  "clusterId": "in01-abcd",
                  "backupId": "backup1",
                  "createdBy": "key-owner",
                  "planId": null, "runs": 1,
                  "bytesTotal": 0,
                  "bytesCopied": 0,
                  "objectsTotal": 0,
                  "objectsCopied": 0,
                  "bytesPerSecond": 0,
                  "etaSeconds": null, "rbac": null, "plan": null, "estimate": null, "actual": null,
                  "collections": []
                }
                """
                    .formatted(installed.projectId)));
  }

  @Test
  void aFailedJobTellsWhyAndHowFarEachCollectionCame() {
    Records.job(installed, "job-1", "in01-abcd", START);
    var jobs = installed.wiring().jobs();
    Run run = Run.first("job-1");
    jobs.begin(run, "arn", START);
    String prefix = "plans/job-1/10000001/";
    jobs.setPlan(
        run,
        new Job.PlanReference(prefix, "digest", 1, 0, false, 19, 435_685, List.of()),
        List.of(),
        List.of());
    Outcome waiting =
        Outcome.waiting("00001", "10000001", "db1", "books", "db2", "books2", "7", 19, 435_685);
    Records.write(
        new Transaction().with(jobs.outcomes().add("job-1", waiting, Optional.empty(), START)));
    jobs.outcomes().giveUp("job-1", waiting, OutcomeStatus.FAILED, "An object is missing.", START);
    Records.write(
        new Transaction()
            .with(
                jobs.end(
                    run,
                    JobStatus.IN_PROGRESS,
                    JobStatus.FAILED,
                    "It failed.",
                    START.plusSeconds(30))));

    var data = describe("job-1").data();

    assertThat(data.path("status").asText()).isEqualTo("FAILED");
    assertThat(data.path("reason").asText()).isEqualTo("It failed.");
    assertThat(data.path("endTime").asText()).isEqualTo("2026-01-02T03:04:35Z");
    assertThat(data.path("bytesTotal").asLong()).isEqualTo(435_685);
    assertThat(data.path("objectsTotal").asLong()).isEqualTo(19);
    assertThat(data.path("collections"))
        .isEqualTo(
            Json.tree(
                """
                [{"db": "db1", "name": "books", "destinationDb": "db2", "destination": "books2",
                  "status": "FAILED", "progress": "0", "reason": "An object is missing.", "verified": ""}]
                """));
  }

  @Test
  void anIdLongerThanAnyIsNotFound() {
    assertThat(describe("a".repeat(3000)).code()).isEqualTo(96026);
  }

  @Test
  void jobsAreListedNewestFirstAndFiltered() {
    for (int i = 0; i < 3; i++) {
      Records.job(installed, "job-" + i, "in01-abcd" + i % 2, Instant.now().plusSeconds(i));
    }
    installed.wiring().jobs().begin(Run.first("job-1"), "arn", START);

    assertThat(ids(Call.of(LIST, installed.owner))).containsExactly("job-2", "job-1", "job-0");
    assertThat(ids(Call.of(LIST, installed.owner).query("clusterId", "in01-abcd0")))
        .containsExactly("job-2", "job-0");
    assertThat(ids(Call.of(LIST, installed.owner).query("status", "IN_PROGRESS")))
        .containsExactly("job-1");
    assertThat(ids(Call.of(LIST, installed.owner).query("type", "RESTORE"))).hasSize(3);
    assertThat(ids(Call.of(LIST, installed.owner).query("projectId", installed.projectId)))
        .hasSize(3);
    var second = Call.of(LIST, installed.owner).query("pageSize", "2").query("currentPage", "2");
    assertThat(ids(second)).containsExactly("job-0");
    assertThat(second.to(function).data().path("count").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "status,DONE,96112",
    "type,BACKUP,96112",
    "clusterId,x,96036",
    "projectId,x,96005",
    "projectId,proj-unknown,96012",
    "pageSize,0,96008",
    "currentPage,0,96009"
  })
  void aParameterThatIsWrongIsRefused(String name, String value, int code) {
    assertThat(Call.of(LIST, installed.owner).query(name, value).to(function).code())
        .isEqualTo(code);
  }

  @Test
  void nobodyElseSeesIt() {
    Records.job(installed, "job-1", "in01-abcd", START);

    assertThat(ids(Call.of(LIST, installed.stranger))).isEmpty();
    assertThat(ids(Call.of(LIST, installed.member))).isEmpty();
    assertThat(
            Call.of(LIST, installed.stranger)
                .query("projectId", installed.projectId)
                .to(function)
                .code())
        .isEqualTo(96012);
    var member = Call.of(DESCRIBE, installed.member).path("jobId", "job-1").to(function);
    var foreign = Call.of(DESCRIBE, installed.stranger).path("jobId", "job-1").to(function);
    var absent = Call.of(DESCRIBE, installed.stranger).path("jobId", "job-2").to(function);
    assertThat(member.code()).isEqualTo(96015);
    assertThat(foreign.code()).isEqualTo(96026);
    assertThat(Json.text(absent.body()))
        .isEqualTo(Json.text(foreign.body()).replace("job-1", "job-2"));
  }

  private Call.Answered describe(String jobId) {
    return Call.of(DESCRIBE, installed.owner).path("jobId", jobId).to(function);
  }

  private List<String> ids(Call call) {
    return call.to(function)
        .data()
        .path("jobs")
        .valueStream()
        .map(job -> job.path("jobId").asText())
        .toList();
  }
}
