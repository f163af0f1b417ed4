package dev.refloat.local.states.run;

/** An execution that RedriveExecution cannot take up, with the reason. */
public final class NotRedrivable extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  NotRedrivable(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
