package dev.refloat.restore;

import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobEvent;
import dev.refloat.platform.FirstNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the trail of a job tells of a plan. */
record PlanEvents(Instant now) {
  /**
   * The events that go with a plan.
   *
   * @param plans what is to be copied
   * @param before the collections of the plan of the run before; empty for the first run
   */
  List<JobEvent> of(
      PlanReference plan, List<PlannedCollection> plans, List<PlannedCollection> before) {
    var events = new ArrayList<JobEvent>();
    List<String> changed = changed(plans, before);
    if (!changed.isEmpty()) {
      events.add(
          event(
              JobEvent.Type.SOURCE_CHANGED,
              "The files of "
                  + FirstNames.of(changed)
                  + " changed in the backup since the run before; they are planned anew."));
    }
    events.add(event(JobEvent.Type.PLANNED, planned(plan, plans)));
    return events;
  }

  private JobEvent event(JobEvent.Type type, String message) {
    return JobEvent.of(now, type, message);
  }

  private static String planned(PlanReference plan, List<PlannedCollection> plans) {
    long objects = plans.stream().mapToLong(p -> Long.parseLong(p.objects())).sum();
    long bytes = plans.stream().mapToLong(p -> Long.parseLong(p.bytes())).sum();
    String warnings =
        plan.warnings().isEmpty() ? "" : " To be known: " + FirstNames.of(plan.warnings());
    return "%d of %d collections are to be copied: %d objects, %d bytes.%s"
        .formatted(plans.size(), plan.collections(), objects, bytes, warnings);
  }

  /** Where the run before noted no digest nothing can be said. */
  private static List<String> changed(
      List<PlannedCollection> plans, List<PlannedCollection> before) {
    Map<String, String> digests =
        before.stream()
            .collect(
                Collectors.toMap(PlannedCollection::collection, PlannedCollection::sourceDigest));
    return plans.stream()
        .filter(
            plan -> {
              String old = digests.getOrDefault(plan.collection(), "");
              return !old.isEmpty() && !old.equals(plan.sourceDigest());
            })
        .map(plan -> plan.sourceDbName() + "." + plan.sourceName())
        .toList();
  }
}
