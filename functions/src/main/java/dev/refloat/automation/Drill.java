package dev.refloat.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.estimate.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore that is to prove that a backup can be restored, as its report says it. Times are
 * ISO-8601 with whole seconds, ids text.
 *
 * @param drillId the id of the firing
 * @param clusterId that was backed up
 * @param backupId empty where none was found
 * @param jobId empty where none was begun
 * @param endTime null while it runs
 * @param seconds from the beginning of the restore to its end; null until then
 * @param maxSeconds how long it may take; null: as long as it takes
 * @param collections that were to be restored
 * @param objects that were copied, each of them opened
 * @param rows of the collections that were restored
 * @param findings what was wrong, naming the files; empty where nothing was
 * @param estimatedCost of the restore by list prices; null where it was not planned
 * @param report the key of this as JSON in the stack's backup bucket; null until it is written
 * @param page the key of the same for people
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Drill(
    String drillId,
    String triggerId,
    String triggerName,
    String projectId,
    String clusterId,
    String backupId,
    String backupName,
    String jobId,
    DrillStatus status,
    String startTime,
    @Nullable String endTime,
    @Nullable Long seconds,
    @Nullable Integer maxSeconds,
    long collections,
    long objects,
    long bytes,
    long rows,
    List<String> findings,
    @Nullable Cost estimatedCost,
    @Nullable String report,
    @Nullable String page) {
  public Drill {
    findings = List.copyOf(findings);
  }

  Drill with(List<String> newFindings, @Nullable String newReport, @Nullable String newPage) {
    return new Drill(
        drillId,
        triggerId,
        triggerName,
        projectId,
        clusterId,
        backupId,
        backupName,
        jobId,
        status,
        startTime,
        endTime,
        seconds,
        maxSeconds,
        collections,
        objects,
        bytes,
        rows,
        newFindings,
        estimatedCost,
        newReport,
        newPage);
  }
}
