package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.CancelJob;
import dev.refloat.restore.RetryJob;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** {@code POST /v2/jobs/{jobId}/cancel} and {@code …/retry}. */
public final class ControlJobFunction extends HttpFunction {
  private final Access access;
  private final ClusterStore clusters;
  private final Guard<Job> managed;

  /** A job, and who asks for something to be done to it. */
  private record Asked(Job job, String by) {}

  public ControlJobFunction() {
    this(System.getenv());
  }

  public ControlJobFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private ControlJobFunction(Clients clients) {
    this(clients, new Wiring(clients), Idempotency.of(clients));
  }

  ControlJobFunction(Clients clients, Wiring wiring, Idempotency idempotency) {
    super(clients);
    this.access = Access.of(clients);
    this.clusters = wiring.clusters();
    this.managed = new Guards(access).job(wiring.jobs(), Action.BACKUP_MANAGE);
    CancelJob cancelJob = wiring.cancelJob();
    RetryJob retryJob = wiring.retryJob();
    post(
        "POST /v2/jobs/{jobId}/cancel",
        this::admit,
        (asked, request) -> {
          request.requireNoFields();
          return cancelJob.cancel(asked.job(), asked.by());
        },
        idempotency);
    post(
        "POST /v2/jobs/{jobId}/retry",
        this::admitRestore,
        (asked, request) -> {
          request.requireNoFields();
          return retryJob.retry(asked.job(), request.operation().orderId(), asked.by());
        },
        idempotency);
  }

  private Asked admit(Principal principal, Request request) {
    return new Asked(managed.admit(principal, request), principal.apiKeyId());
  }

  /** Whoever has a restore run again needs what it takes to start it. */
  private Asked admitRestore(Principal principal, Request request) {
    Asked asked = admit(principal, request);
    Job job = asked.job();
    if (clusters.find(job.clusterId()).filter(c -> c.isMadeBy(job.jobId())).isPresent()) {
      access.requireProject(principal, job.projectId(), Action.CLUSTER_CREATE);
    } else {
      access.requireCluster(
          principal,
          job.projectId(),
          job.clusterId(),
          Action.CLUSTER_MODIFY,
          () -> Guards.noJob(job.jobId()));
    }
    return asked;
  }
}
