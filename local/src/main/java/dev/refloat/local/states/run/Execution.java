package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.Flow;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.HistoryFull;
import dev.refloat.local.states.history.Replay;
import dev.refloat.local.states.history.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running execution, top-level or child. */
final class Execution {

  private static final Logger logger = LoggerFactory.getLogger(Execution.class);

  private final Services services;
  private final ExecutionLog log;
  private final Flow flow;
  private final JsonNode input;
  private final String roleArn;
  private final StopSignal stop;
  private final Replay replay;

  /**
   * @param stop the signal for this execution alone
   * @param replay where a redrive goes on; {@link Replay#none} for a first run
   */
  Execution(
      Services services,
      ExecutionLog log,
      Flow flow,
      JsonNode input,
      String roleArn,
      StopSignal stop,
      Replay replay) {
    this.services = services;
    this.log = log;
    this.flow = flow;
    this.input = input;
    this.roleArn = roleArn;
    this.stop = stop;
    this.replay = replay;
  }

  Services services() {
    return services;
  }

  ExecutionLog log() {
    return log;
  }

  JsonNode input() {
    return input;
  }

  String roleArn() {
    return roleArn;
  }

  StopSignal stop() {
    return stop;
  }

  Replay replay() {
    return replay;
  }

  /**
   * Runs to the end, whatever it is, and writes it down. Never throws for what a definition or a
   * task does.
   */
  void run(@Nullable Duration timeout) {
    if (timeout == null) {
      end(null);
      return;
    }
    Stopped late = new Stopped(Stopped.Reason.TIMED_OUT, null, null);
    try (Time.Alarm _ = services.time().after(timeout, () -> stop.stop(late))) {
      end(late);
    }
  }

  private void end(@Nullable Stopped late) {
    Strand strand = Strand.main(this);
    try {
      begin(strand);
      JsonNode output = Interpreter.run(flow, strand, input);
      finish(strand, Status.SUCCEEDED, Values.text(output), null, null);
    } catch (StateFailed failure) {
      finish(strand, Status.FAILED, null, failure.error(), failure.cause());
    } catch (HistoryFull full) {
      finish(strand, Status.FAILED, null, StateFailed.RUNTIME, full.getMessage());
    } catch (Stopped stopped) {
      // A child that is stopped because of an execution above it is aborted, whatever ended that
      // one.
      Status status = stopped == late ? Status.TIMED_OUT : Status.ABORTED;
      boolean own = log.mapRunArn() == null;
      finish(strand, status, null, own ? stopped.error() : null, own ? stopped.cause() : null);
    } catch (RuntimeException | StackOverflowError e) {
      logger
          .atError()
          .addKeyValue("executionArn", log.arn())
          .setCause(e)
          .log("The interpreter failed");
      finish(strand, Status.FAILED, null, StateFailed.RUNTIME, "The interpreter failed: " + e);
    }
  }

  private void begin(Strand strand) {
    if (log.eventCount() > 0) {
      strand.follow(log.eventCount());
      return;
    }
    ObjectNode details = Values.JSON.createObjectNode().put("input", Values.text(input));
    details.putObject("inputDetails").put("truncated", false);
    details.put("roleArn", roleArn);
    strand.append("ExecutionStarted", "executionStartedEventDetails", details);
    // The first state follows nothing in the service's histories.
    strand.follow(0);
  }

  private void finish(
      Strand strand,
      Status status,
      @Nullable String output,
      @Nullable String error,
      @Nullable String cause) {
    ObjectNode details = Values.JSON.createObjectNode();
    if (output != null) {
      details.put("output", output).putObject("outputDetails").put("truncated", false);
    }
    if (error != null) {
      details.put("error", error);
    }
    if (cause != null) {
      details.put("cause", cause);
    }
    log.end(
        Ends.event(status, strand.lastEvent(), details),
        new End(status, services.time().instant(), output, error, cause));
  }
}
