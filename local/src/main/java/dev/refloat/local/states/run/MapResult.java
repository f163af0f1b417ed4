package dev.refloat.local.states.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Map Run gives: the outputs of its children as an array, or the place where a ResultWriter
 * wrote them. Outputs are read from the journal one by one.
 */
final class MapResult {

  private static final Logger log = LoggerFactory.getLogger(MapResult.class);

  private final Services services;
  private final MapSettings settings;
  private final MapRunLog run;

  MapResult(Services services, MapSettings settings, MapRunLog run) {
    this.services = services;
    this.settings = settings;
    this.run = run;
  }

  /**
   * The result of the Map state.
   *
   * @throws StateFailed States.DataLimitExceeded or States.ResultWriterFailed
   */
  JsonNode succeeded(String state) {
    MapSettings.Place target = settings.target();
    if (target == null) {
      return outputs(state);
    }
    try {
      String key = write(target);
      ObjectNode result = Values.JSON.createObjectNode().put("MapRunArn", run.start().arn());
      result.putObject("ResultWriterDetails").put("Bucket", target.bucket()).put("Key", key);
      return result;
    } catch (IOException e) {
      throw StateFailed.of(
          StateFailed.RESULT_WRITER_FAILED,
          "The results cannot be written to the bucket '%s': %s"
              .formatted(target.bucket(), e.getMessage()));
    }
  }

  /**
   * Writes what there is when the Map Run failed; that it failed matters more than a failure to
   * write.
   */
  void writeFailed() {
    MapSettings.Place target = settings.target();
    if (target != null) {
      try {
        write(target);
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("mapRunArn", run.start().arn())
            .setCause(e)
            .log("Results of a failed Map not written");
      }
    }
  }

  private String write(MapSettings.Place target) throws IOException {
    String prefix =
        target.key().isEmpty() || target.key().endsWith("/") ? target.key() : target.key() + "/";
    prefix += Arns.lastPart(run.start().arn()) + "/";
    ResultFiles succeeded =
        new ResultFiles(services.objects(), target.bucket(), prefix + "SUCCEEDED_");
    ResultFiles failed = new ResultFiles(services.objects(), target.bucket(), prefix + "FAILED_");
    for (ExecutionLog child : run.children()) {
      (child.status() == Status.SUCCEEDED ? succeeded : failed).add(child);
    }
    ObjectNode manifest =
        Values.JSON
            .createObjectNode()
            .put("DestinationBucket", target.bucket())
            .put("MapRunArn", run.start().arn());
    ObjectNode files = manifest.putObject("ResultFiles");
    files.set("FAILED", failed.finish());
    files.putArray("PENDING");
    files.set("SUCCEEDED", succeeded.finish());
    // Last, so that a manifest never names what is not there.
    String key = prefix + "manifest.json";
    services
        .objects()
        .put(target.bucket(), key, Values.text(manifest).getBytes(StandardCharsets.UTF_8));
    return key;
  }

  private ArrayNode outputs(String state) {
    ArrayNode outputs = Values.JSON.createArrayNode();
    int bytes = 2;
    for (ExecutionLog child : run.children()) {
      End end = child.status() == Status.SUCCEEDED ? child.end() : null;
      String output = end == null ? null : end.output();
      if (output != null) {
        bytes += output.getBytes(StandardCharsets.UTF_8).length + 1;
        if (bytes > Values.PAYLOAD_LIMIT + 1) {
          throw Values.tooLarge(state);
        }
        outputs.add(parse(output));
      }
    }
    return outputs;
  }

  private static JsonNode parse(String json) {
    try {
      return Values.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A journal holds an output that is not JSON", e);
    }
  }
}
