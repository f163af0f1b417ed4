package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.job.Job;
import dev.refloat.job.JobEstimates;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobLists;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.rbac.RbacResult;
import dev.refloat.restore.DryRun;
import dev.refloat.restore.DryRunPlans;
import dev.refloat.restore.Wiring;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/jobs}, one of them and its events. */
public final class JobsFunction extends HttpFunction {
  private final JobStore jobs;
  private final DryRunPlans dryRuns;
  private final JobPages pages;
  private final InstantSource clock = InstantSource.system();

  private record Page(int count, int currentPage, int pageSize, List<JobView> jobs) {}

  private record Events(int count, int currentPage, int pageSize, List<EventView> events) {}

  /**
   * An event as the API shows it.
   *
   * @param by null where nobody asked for it
   * @param collection its number in the job; null where it is about the whole
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record EventView(
      String time, String type, String message, @Nullable String by, @Nullable String collection) {
    static EventView of(JobEvent event) {
      return new EventView(
          Times.text(event.time()),
          event.type().name(),
          event.message(),
          event.by().orElse(null),
          event.collection().orElse(null));
    }
  }

  public JobsFunction() {
    this(System.getenv());
  }

  public JobsFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private JobsFunction(Clients clients) {
    super(clients);
    var wiring = new Wiring(clients);
    this.jobs = wiring.jobs();
    this.dryRuns = wiring.dryRunPlans();
    this.pages = new JobPages(jobs.lists());
    var guards = new Guards(Access.of(clients));
    route("GET /v2/jobs", guards.projectsAskedFor(Action.BACKUP_VIEW), this::list);
    Guard<Job> viewed = guards.job(jobs, Action.BACKUP_VIEW);
    route(
        "GET /v2/jobs/{jobId}",
        viewed,
        (job, _) -> view(job, dryRuns.found(job), jobs.estimates().find(job.jobId())));
    route("GET /v2/jobs/{jobId}/events", viewed, this::events);
  }

  private Page list(Sight sight, Request request) {
    Paging paging = request.query().paging();
    JobLists.JobPage page = pages.page(sight, wanted(request.query()), paging, clock.instant());
    return new Page(
        page.count(),
        paging.currentPage(),
        paging.pageSize(),
        page.jobs().stream().map(job -> view(job, Optional.empty(), Optional.empty())).toList());
  }

  private static JobPages.Wanted wanted(Query query) {
    Optional<String> clusterId = query.clusterId();
    Optional<JobStatus> status = query.choice("status", JobStatus.class, ErrorCode.FIELD_MALFORMED);
    Optional<JobType> type = query.choice("type", JobType.class, ErrorCode.FIELD_MALFORMED);
    return new JobPages.Wanted(clusterId, status, type);
  }

  /** Of many jobs neither plans nor estimates are read. */
  private JobView view(Job job, Optional<DryRun> plan, Optional<JobEstimates.Kept> estimate) {
    List<Outcome> outcomes = jobs.outcomes().all(job.jobId());
    return JobView.of(
        job,
        outcomes,
        jobs.counters().copied(job, outcomes),
        rbac(job),
        plan,
        estimate,
        clock.instant());
  }

  private Optional<RbacResult> rbac(Job job) {
    return job.rbacRun() == 0
        ? Optional.empty()
        : jobs.rbac().find(job.jobId()).map(json -> Json.read(json, RbacResult.class));
  }

  /**
   * A job has a handful of its own and one per collection and run, so all are read to be counted.
   */
  private Events events(Job job, Request request) {
    Paging paging = request.query().paging();
    List<JobEvent> all = jobs.events().all(job.jobId());
    return new Events(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream().map(EventView::of).toList());
  }
}
