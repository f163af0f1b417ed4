package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.history.Arns;
import org.jspecify.annotations.Nullable;

/** The actions on state machines. */
final class MachineActions {

  private final MachineStore machines;
  private final Arns arns;

  MachineActions(MachineStore machines, Arns arns) {
    this.machines = machines;
    this.arns = arns;
  }

  /**
   * Creating the same machine again answers as the first time; the same name with another
   * definition is refused.
   */
  ObjectNode create(Request request) throws ApiError {
    String name = Names.checked(request.required("name"));
    String definition = request.required("definition");
    String roleArn = request.required("roleArn");
    String type = request.text("type");
    if (type != null && !type.equals("STANDARD")) {
      throw new ApiError("StateMachineTypeNotSupported", "Only STANDARD state machines run here");
    }
    synchronized (machines) {
      MachineRecord before = machines.find(arns.machine(name));
      if (before != null
          && (!before.definition().equals(definition) || !before.roleArn().equals(roleArn))) {
        throw new ApiError(
            "StateMachineAlreadyExists",
            "State Machine Already Exists: '%s'".formatted(before.arn()));
      }
      MachineRecord machine = before != null ? before : put(name, definition, roleArn);
      ObjectNode answer = Answers.object().put("stateMachineArn", machine.arn());
      Answers.putTime(answer, "creationDate", machine.creationDate());
      return answer;
    }
  }

  ObjectNode update(Request request) throws ApiError {
    synchronized (machines) {
      MachineRecord before = find(request.required("stateMachineArn"));
      String definition = request.text("definition");
      String roleArn = request.text("roleArn");
      if (definition == null && roleArn == null) {
        throw new ApiError(
            "MissingRequiredParameter", "Either the definition or the role ARN must be specified");
      }
      MachineRecord machine =
          put(
              before.name(),
              definition == null ? before.definition() : definition,
              roleArn == null ? before.roleArn() : roleArn);
      ObjectNode answer = Answers.object().put("revisionId", machine.revisionId());
      Answers.putTime(answer, "updateDate", machine.updateDate());
      return answer;
    }
  }

  ObjectNode describe(Request request) throws ApiError {
    MachineRecord machine = find(request.required("stateMachineArn"));
    return describe(machine.arn(), machine.name(), machine.definition(), machine);
  }

  private static ObjectNode describe(
      String arn, String name, String definition, MachineRecord machine) {
    ObjectNode answer =
        Answers.object()
            .put("stateMachineArn", arn)
            .put("name", name)
            .put("status", "ACTIVE")
            .put("definition", definition)
            .put("roleArn", machine.roleArn())
            .put("type", "STANDARD")
            .put("revisionId", machine.revisionId());
    Answers.putTime(answer, "creationDate", machine.creationDate());
    answer.putObject("loggingConfiguration").put("level", "OFF").put("includeExecutionData", false);
    answer.putObject("tracingConfiguration").put("enabled", false);
    return answer;
  }

  ObjectNode list(Request request) throws ApiError {
    Page<MachineRecord> page = Page.of(machines.all(), request);
    ObjectNode answer = Answers.object();
    ArrayNode list = answer.putArray("stateMachines");
    for (MachineRecord machine : page.entries()) {
      ObjectNode entry =
          list.addObject()
              .put("stateMachineArn", machine.arn())
              .put("name", machine.name())
              .put("type", "STANDARD");
      Answers.putTime(entry, "creationDate", machine.creationDate());
    }
    Answers.putText(answer, "nextToken", page.nextToken());
    return answer;
  }

  /** Deleting what is not there is no error. Executions that run go on to their end. */
  ObjectNode delete(Request request) throws ApiError {
    String arn = request.required("stateMachineArn");
    if (!arn.startsWith(arns.machine(""))) {
      throw ApiError.invalidArn(arn);
    }
    machines.remove(arn);
    return Answers.object();
  }

  /**
   * What runs when an execution is started.
   *
   * @param arn of a machine, or of an alias or version of one: here all of them are its newest
   *     definition
   */
  MachineRecord toStart(String arn) throws ApiError {
    int qualifier = arn.indexOf(':', arns.machine("").length());
    return find(qualifier < 0 ? arn : arn.substring(0, qualifier));
  }

  MachineRecord find(String arn) throws ApiError {
    if (!arn.startsWith(arns.machine(""))) {
      throw ApiError.invalidArn(arn);
    }
    @Nullable MachineRecord machine = machines.find(arn);
    if (machine == null) {
      throw new ApiError(
          "StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'".formatted(arn));
    }
    return machine;
  }

  private MachineRecord put(String name, String definition, String roleArn) throws ApiError {
    try {
      return find(machines.put(name, definition, roleArn));
    } catch (InvalidDefinition e) {
      throw new ApiError(
          "InvalidDefinition",
          "Invalid State Machine Definition: '%s'".formatted(String.join("; ", e.findings())));
    }
  }
}
