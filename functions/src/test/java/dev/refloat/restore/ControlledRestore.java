package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobEvent;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.testing.MetricLines;
import dev.refloat.testing.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A restore whose execution the test plays, with a clock that it moves. */
final class ControlledRestore {
  final StateMachine machine = new StateMachine();
  final SampleRestore restore;
  final Wiring wiring;
  private Instant now = Instant.now();

  ControlledRestore(SampleRestore restore) {
    this.restore = restore;
    Map<String, String> environment = new HashMap<>(restore.settings.variables());
    environment.put("STATE_MACHINE_ARN", StateMachine.ARN);
    environment.putAll(MetricLines.NAMESPACE);
    var clients = new Clients(new Settings(environment));
    wiring =
        new Wiring(
            clients, clients.dynamoDb(), () -> machine, () -> now, SampleRestore.SHORT_PAUSES);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Job job() {
    return restore.job();
  }

  List<Outcome> outcomes() {
    return restore.jobs().outcomes().all(restore.job.jobId());
  }

  List<JobEvent.Type> told() {
    return restore.jobs().events().all(restore.job.jobId()).stream().map(JobEvent::type).toList();
  }

  void cancel() {
    wiring.cancelJob().cancel(job(), "key-2");
  }

  void retry(String order) {
    wiring.retryJob().retry(job(), order, "key-3");
  }

  void lookAfter() {
    wiring.stuckJobs().run(() -> true);
  }
}
