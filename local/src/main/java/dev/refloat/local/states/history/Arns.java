package dev.refloat.local.states.history;

/**
 * The names of things, in the form of the real service.
 *
 * @param account twelve digits
 */
public record Arns(String region, String account) {

  public String machine(String name) {
    return "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, account, name);
  }

  /** The execution of a machine, or of {@code machine/label} for a child of a distributed Map. */
  public String execution(String machine, String name) {
    return "arn:aws:states:%s:%s:execution:%s:%s".formatted(region, account, machine, name);
  }

  public String childOf(String machine, String label, String name) {
    return "arn:aws:states:%s:%s:execution:%s/%s:%s"
        .formatted(region, account, machine, label, name);
  }

  public String mapRun(String machine, String label, String id) {
    return "arn:aws:states:%s:%s:mapRun:%s/%s:%s".formatted(region, account, machine, label, id);
  }

  /** The last part of an ARN: the name of a machine or an execution, or a Map Run's id. */
  public static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
