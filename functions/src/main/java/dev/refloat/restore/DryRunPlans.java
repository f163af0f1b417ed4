package dev.refloat.restore;

import dev.refloat.job.DryRunResults;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.FirstNames;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plans that dry runs made. A restore that was asked for with the {@code planId} of one is held
 * to it: it copies what that found, or nothing.
 */
public final class DryRunPlans {
  private final JobStore jobs;
  private final JobRequests requests;
  private final DryRunResults results;

  DryRunPlans(JobStore jobs, JobRequests requests, DryRunResults results) {
    this.jobs = jobs;
    this.requests = requests;
    this.results = results;
  }

  /** What a job of type PLAN has found; empty until it has, and of other jobs. */
  public Optional<DryRun> found(Job job) {
    return job.isDryRun() && job.status() == JobStatus.SUCCESSFUL
        ? result(job.jobId())
        : Optional.empty();
  }

  private Optional<DryRun> result(String planId) {
    return results.find(planId).map(json -> Json.read(json, DryRun.class));
  }

  /**
   * Passes where the request is the one that was planned, and the plan found nothing wrong.
   *
   * @param request of the restore
   * @param wanted the same, as a dry run would keep it
   * @throws Refused 96145 where there is no such plan of this backup, 96146 where it is of another
   *     request, 96147 where it is not made or found problems
   */
  void require(Job.Request request, DryRunRequest wanted) {
    if (request.planId().isEmpty()) {
      return;
    }
    Job plan =
        request
            .planId()
            .filter(Ids::mayBeOne)
            .flatMap(jobs::find)
            .filter(Job::isDryRun)
            .filter(job -> job.sourceClusterId().equals(request.sourceClusterId()))
            .filter(job -> job.backupId().equals(request.backupId()))
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.PLAN_NOT_FOUND,
                        "Backup %s has no plan %s; the planId of a dry run is kept for 90 days."
                            .formatted(request.backupId(), request.planId().get())));
    requireUsable(plan);
    DryRunRequest planned = Json.read(requests.read(plan.jobId()), DryRunRequest.class);
    List<String> differences =
        Stream.concat(
                wanted.newCluster() == null && !plan.clusterId().equals(request.clusterId())
                    ? Stream.of("destClusterId")
                    : Stream.empty(),
                planned.differences(wanted).stream())
            .toList();
    boolean sameRoute = (planned.newCluster() == null) == (wanted.newCluster() == null);
    if (!sameRoute || !differences.isEmpty()) {
      throw new Refused(
          ErrorCode.PLAN_DIFFERS,
          "Plan %s was made for another request%s. Send the body of the dry run with its planId, or leave planId out."
              .formatted(
                  plan.jobId(),
                  sameRoute
                      ? "; what differs: " + String.join(", ", differences)
                      : " to the other route"));
    }
  }

  private void requireUsable(Job plan) {
    if (plan.status() != JobStatus.SUCCESSFUL) {
      throw new Refused(
          ErrorCode.PLAN_NOT_USABLE,
          "Plan %s is %s; only one that is SUCCESSFUL can be run."
              .formatted(plan.jobId(), plan.status()));
    }
    List<DryRun.Problem> problems = result(plan.jobId()).map(DryRun::problems).orElse(List.of());
    if (!problems.isEmpty()) {
      throw new Refused(
          ErrorCode.PLAN_NOT_USABLE,
          "Plan %s found problems: %s Solve them and make another dry run."
              .formatted(
                  plan.jobId(),
                  problems.stream().map(DryRun.Problem::message).collect(Collectors.joining(" "))));
    }
  }

  /**
   * Passes where the run would copy what was planned: of the first run all of it, of later ones
   * what is left, each object with the size and the ETag that it had.
   *
   * @throws Refused 96148 naming the collections that are not as planned
   */
  void requireSame(Job job, List<PlannedCollection> plans) {
    if (job.planId().isEmpty()) {
      return;
    }
    String planId = job.planId().get();
    Map<String, String> planned =
        result(planId)
            .map(DryRun::digests)
            .orElseThrow(
                () -> new Refused(ErrorCode.PLAN_NOT_FOUND, "Plan " + planId + " is gone."));
    Map<String, String> now = new HashMap<>();
    plans.forEach(plan -> now.put(plan.target().destination(), plan.sourceDigest()));
    var names = new TreeSet<>(now.keySet());
    if (job.runNumber() == 1) {
      names.addAll(planned.keySet());
    }
    List<String> changed =
        names.stream().filter(name -> !Objects.equals(planned.get(name), now.get(name))).toList();
    if (!changed.isEmpty()) {
      throw new Refused(
          ErrorCode.PLAN_OUTDATED,
          "The backup or the cluster has changed since plan %s was made: %s would not be restored as planned. Make another dry run."
              .formatted(planId, FirstNames.of(changed)));
    }
  }
}
