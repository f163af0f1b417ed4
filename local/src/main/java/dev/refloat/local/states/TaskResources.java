package dev.refloat.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What Task states call. Calls come from many virtual threads at once. */
public interface TaskResources {

  /**
   * Whether the resource can be called. Asked when a definition is loaded: an unknown one is
   * refused there.
   */
  boolean knows(String resource);

  /**
   * Runs one task to its end and answers its result, for {@code lambda:invoke} an object with
   * Payload and StatusCode. The thread is not interrupted when the execution is stopped or the task
   * times out; the answer is then ignored.
   *
   * @throws TaskError when the task failed
   */
  JsonNode call(TaskCall call) throws TaskError;
}
