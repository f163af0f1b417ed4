package dev.refloat.restore;

/** What people are told of an execution that ended without ending its job. */
public final class ExecutionEnd {
  private ExecutionEnd() {}

  /**
   * In words.
   *
   * @param status as Step Functions names it
   */
  public static String reason(String status) {
    return switch (status) {
      case "ABORTED" -> "The execution of the restore was aborted. Retry the job to go on with it.";
      case "TIMED_OUT" -> "The restore took longer than it may. Retry the job to go on with it.";
      default -> "The execution of the restore failed on our side. Retry the job to go on with it.";
    };
  }
}
