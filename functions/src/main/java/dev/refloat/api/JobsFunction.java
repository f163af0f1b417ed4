package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code GET /v2/jobs} and one of them. */
public final class JobsFunction extends HttpFunction {
  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing(Job::startTime).thenComparing(Job::jobId).reversed();

  private final JobStore jobs;
  private final InstantSource clock = InstantSource.system();

  private enum Type {
    RESTORE
  }

  private record Page(int count, int currentPage, int pageSize, List<JobView> jobs) {}

  public JobsFunction() {
    this(System.getenv());
  }

  public JobsFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private JobsFunction(Clients clients) {
    super(clients);
    this.jobs = new Wiring(clients).jobs();
    var guards = new Guards(Access.of(clients));
    route("GET /v2/jobs", guards.projectsAskedFor(Action.BACKUP_VIEW), this::list);
    route("GET /v2/jobs/{jobId}", guards.job(jobs, Action.BACKUP_VIEW), (job, _) -> view(job));
  }

  private Page list(Sight sight, Request request) {
    Paging paging = request.query().paging();
    Predicate<Job> wanted = filter(request.query()).and(sight::holds);
    List<Job> all =
        sight.projects().stream()
            .flatMap(project -> list(project.id(), wanted).stream())
            .sorted(NEWEST_FIRST)
            .toList();
    return new Page(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream().map(this::view).toList());
  }

  private List<Job> list(String projectId, Predicate<Job> wanted) {
    try (Stream<Job> ofProject = jobs.list(projectId)) {
      return ofProject.filter(wanted).toList();
    }
  }

  private static Predicate<Job> filter(Query query) {
    Optional<String> clusterId = query.clusterId();
    Optional<JobStatus> status = query.choice("status", JobStatus.class, ErrorCode.FIELD_MALFORMED);
    // There is one type: whoever asks for it gets all, and any other word is refused.
    query.choice("type", Type.class, ErrorCode.FIELD_MALFORMED);
    return job ->
        clusterId.map(job.clusterId()::equals).orElse(true)
            && status.map(job.status()::equals).orElse(true);
  }

  private JobView view(Job job) {
    return JobView.of(job, jobs.outcomes(job.jobId()), jobs.copied(job), clock.instant());
  }
}
