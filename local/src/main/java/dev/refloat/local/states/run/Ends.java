package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.history.Event;
import dev.refloat.local.states.history.Status;

/** The last event of a history. */
final class Ends {

  private Ends() {}

  static Event event(Status status, long previous, ObjectNode details) {
    String name =
        switch (status) {
          case SUCCEEDED -> "Succeeded";
          case FAILED -> "Failed";
          case TIMED_OUT -> "TimedOut";
          case ABORTED -> "Aborted";
          case RUNNING -> throw new IllegalArgumentException("Not an end");
        };
    return new Event(
        "", previous, "Execution" + name, "execution" + name + "EventDetails", details, null);
  }
}
