package dev.refloat.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.bench.scale.lambda.SimulatedLambda;
import dev.refloat.bench.scale.time.VirtualClock;
import dev.refloat.local.events.EventFactory;
import dev.refloat.local.events.EventPattern;
import dev.refloat.local.states.ExecutionStatusChange;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.Template;
import java.util.function.Consumer;

/**
 * The rules of the template that call functions when an execution begins, and for what functions
 * tell themselves. Those that the end of an execution starts are not simulated: the restore is over
 * then.
 */
final class Rules implements Consumer<ExecutionStatusChange> {
  private final Template template;
  private final EventFactory events;
  private final VirtualClock clock;
  private final SimulatedLambda lambda;
  private long told;

  Rules(Template template, StackIdentity stack, VirtualClock clock, SimulatedLambda lambda) {
    this.template = template;
    this.events = new EventFactory(stack.region(), stack.accountId(), clock);
    this.clock = clock;
    this.lambda = lambda;
  }

  @Override
  public void accept(ExecutionStatusChange change) {
    if (!change.status().equals("RUNNING")) {
      return;
    }
    send(events.statusChange(change));
  }

  /** An event of a function's own. */
  synchronized void custom(String source, String detailType, JsonNode detail) {
    told++;
    send(events.custom(source, detailType, detail));
  }

  /** Events of functions so far. */
  synchronized long told() {
    return told;
  }

  private void send(JsonNode event) {
    template.rules().stream()
        .filter(rule -> new EventPattern(rule.pattern(), rule.name()).matches(event))
        .flatMap(rule -> rule.targetArns().stream())
        .forEach(arn -> clock.start("event", () -> send(arn, event)));
  }

  private void send(String arn, JsonNode event) {
    try {
      clock.sleep(Facts.Lambda.EVENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    lambda.send(arn, event);
  }
}
