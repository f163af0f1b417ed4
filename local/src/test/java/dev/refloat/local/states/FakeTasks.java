package dev.refloat.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lambda functions of tests: one piece of code for each function name. */
public final class FakeTasks implements TaskResources {

  public static final String LAMBDA = "arn:aws:states:::lambda:invoke";

  /** A function's code. */
  public interface Code {
    JsonNode run(JsonNode payload) throws Exception;
  }

  private final Map<String, Code> functions = new ConcurrentHashMap<>();
  private final List<TaskCall> calls = new CopyOnWriteArrayList<>();

  public FakeTasks with(String name, Code code) {
    functions.put(name, code);
    return this;
  }

  public List<TaskCall> calls() {
    return calls;
  }

  @Override
  public boolean knows(String resource) {
    return resource.equals(LAMBDA);
  }

  @Override
  public JsonNode call(TaskCall call) throws TaskError {
    calls.add(call);
    String name = call.arguments().path("FunctionName").asText();
    Code code = functions.get(name);
    if (code == null) {
      throw new TaskError("Lambda.ResourceNotFoundException", "Function not found: " + name);
    }
    try {
      JsonNode payload = code.run(call.arguments().path("Payload"));
      return JsonNodeFactory.instance.objectNode().put("StatusCode", 200).set("Payload", payload);
    } catch (TaskError e) {
      throw e;
    } catch (Exception e) {
      throw new TaskError(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
    }
  }
}
