package dev.refloat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.job.Job;
import dev.refloat.job.JobChange;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Json;
import dev.refloat.testing.Changes;
import dev.refloat.testing.NoticeSchema;
import dev.refloat.testing.Samples;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobNoticeTest {
  private final Job job = Samples.job("job-1");

  private JsonNode notice(Optional<JobStatus> from) {
    return Json.toTree(JobNotice.of(new JobChange(job, from, Changes.TIME)));
  }

  @Test
  void itHasTheFieldsThatTheSchemaHasAndFitsIt() {
    JsonNode notice = notice(Optional.empty());

    assertThat(NoticeSchema.problems(notice)).isEmpty();
    assertThat(notice.properties().stream().map(Map.Entry::getKey))
        .containsExactlyElementsOf(
            NoticeSchema.properties().properties().stream().map(Map.Entry::getKey).toList());
  }

  @Test
  void itSaysWhichJobWasWhatBeforeAndIsWhatNow() {
    JsonNode notice = notice(Optional.of(JobStatus.FAILED));

    assertThat(notice.path("jobId").asText()).isEqualTo("job-1");
    assertThat(notice.path("status").asText()).isEqualTo("PENDING");
    assertThat(notice.path("previousStatus").asText()).isEqualTo("FAILED");
    assertThat(notice.path("time").asText()).isEqualTo("2026-05-01T10:05:00Z");
    assertThat(notice.path("clusterId").asText()).isEqualTo("in01-target");
    assertThat(notice.path("sourceClusterId").asText()).isEqualTo("in01-source");
  }

  @Test
  void whatIsNotKnownYetIsNull() {
    JsonNode notice = notice(Optional.empty());

    assertThat(notice.path("previousStatus").isNull()).isTrue();
    assertThat(notice.path("endTime").isNull()).isTrue();
    assertThat(notice.path("objectsTotal").isNull()).isTrue();
  }
}
