package dev.refloat.local.states.run;

import dev.refloat.local.states.history.RedriveRule;

/** An execution that RedriveExecution cannot take up, with the reason. */
public final class NotRedrivable extends Exception {

  private static final long serialVersionUID = 1L;

  NotRedrivable(String executionArn, RedriveRule rule) {
    super(
        rule.reason() == null
            ? "Execution '%s' is redriven by the execution that holds its Map Run"
                .formatted(executionArn)
            : rule.reason());
  }
}
