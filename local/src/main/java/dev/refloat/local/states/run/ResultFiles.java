package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.ObjectStore;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.RedriveRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The files of a ResultWriter that tell of the children of one outcome: JSON arrays, split when
 * they grow large.
 */
final class ResultFiles {

  private static final int SPLIT_BYTES = 16 * 1024 * 1024;

  private final ObjectStore objects;
  private final String bucket;
  private final String keyStart;
  private final ArrayNode files = Values.JSON.createArrayNode();
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();

  ResultFiles(ObjectStore objects, String bucket, String keyStart) {
    this.objects = objects;
    this.bucket = bucket;
    this.keyStart = keyStart;
  }

  void add(ExecutionLog child) throws IOException {
    current.write(current.size() == 0 ? '[' : ',');
    current.write(Values.JSON.writeValueAsBytes(entry(child)));
    if (current.size() > SPLIT_BYTES) {
      flush();
    }
  }

  /** Writes what is left and answers Key and Size of each file. */
  ArrayNode finish() throws IOException {
    if (current.size() > 0) {
      flush();
    }
    return files;
  }

  private void flush() throws IOException {
    current.write(']');
    String key = keyStart + files.size() + ".json";
    objects.put(bucket, key, current.toByteArray());
    files.addObject().put("Key", key).put("Size", current.size());
    current.reset();
  }

  private static ObjectNode entry(ExecutionLog child) {
    ExecutionStart start = child.start();
    @Nullable End end = child.end();
    ObjectNode entry = Values.JSON.createObjectNode();
    if (end != null && end.cause() != null) {
      entry.put("Cause", end.cause());
    }
    if (end != null && end.error() != null) {
      entry.put("Error", end.error());
    }
    entry.put("ExecutionArn", start.arn()).put("Input", start.input());
    entry.putObject("InputDetails").put("Included", true);
    entry.put("Name", start.name());
    if (end != null && end.output() != null) {
      entry.put("Output", end.output()).putObject("OutputDetails").put("Included", true);
    }
    RedriveRule rule = RedriveRule.of(child);
    entry.put("RedriveCount", child.redriveCount()).put("RedriveStatus", rule.status());
    if (rule.reason() != null) {
      entry.put("RedriveStatusReason", rule.reason());
    }
    entry
        .put("StartDate", Context.text(start.startDate()))
        .put("StateMachineArn", start.machineArn());
    entry.put("Status", child.status().name());
    if (end != null) {
      entry.put("StopDate", Context.text(end.stopDate()));
    }
    return entry;
  }
}
