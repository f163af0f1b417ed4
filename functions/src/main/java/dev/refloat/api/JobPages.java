package dev.refloat.api;

import dev.refloat.access.Project;
import dev.refloat.job.Job;
import dev.refloat.job.JobLists;
import dev.refloat.job.JobLists.JobPage;
import dev.refloat.job.JobLists.ListKey;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pages of jobs. One of all jobs of a project is one range of its list. Where a cluster, a status
 * or a type is asked for, several projects are listed together or the caller may see only some of
 * the jobs, each has to be looked at: those of the cluster, or of the projects.
 */
final class JobPages {
  private final JobLists lists;

  JobPages(JobLists lists) {
    this.lists = lists;
  }

  /** Which jobs are asked for. */
  record Wanted(Optional<String> clusterId, Optional<JobStatus> status, Optional<JobType> type) {
    boolean isEverything() {
      return clusterId.isEmpty() && status.isEmpty() && type.isEmpty();
    }

    boolean holds(Job job) {
      return clusterId.map(job.clusterId()::equals).orElse(true)
          && status.map(job.status()::equals).orElse(true)
          && type.map(job.type()::equals).orElse(true);
    }
  }

  JobPage page(Sight sight, Wanted wanted, Paging paging, Instant now) {
    if (wanted.isEverything() && sight.projects().size() == 1) {
      Project project = sight.projects().getFirst();
      if (sight.holdsAllOf(project)) {
        return lists.page(
            ListKey.ofProject(project.id()), paging.skipped(), paging.pageSize(), now);
      }
    }
    List<Job> all =
        keys(sight, wanted).stream()
            .flatMap(key -> lists.all(key, now).stream())
            .filter(wanted::holds)
            .filter(sight::holds)
            .sorted(JobLists.NEWEST_FIRST)
            .toList();
    return new JobPage(all.size(), paging.slice(all));
  }

  private static List<ListKey> keys(Sight sight, Wanted wanted) {
    return wanted
        .clusterId()
        .map(id -> List.of(ListKey.ofCluster(id)))
        .orElseGet(
            () -> sight.projects().stream().map(Project::id).map(ListKey::ofProject).toList());
  }
}
