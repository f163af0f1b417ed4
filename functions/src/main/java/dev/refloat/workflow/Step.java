package dev.refloat.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.copy.OutOfTime;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.WakeUp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A state of the state machine: JSON in, one use case, JSON out.
 *
 * <p>What it throws decides what the state machine does: {@link Refused} ends the collection or the
 * job with its text, {@link OutOfTime} is followed by another call as often as it takes, anything
 * else is tried again a few times.
 */
abstract class Step<I> implements RequestStreamHandler {
  /** The answer of a step that tells nothing to the next. */
  static final Map<String, String> DONE = Map.of();

  /** Fields of the input that stand in every log line of the step. */
  private static final List<String> NAMED = List.of("jobId", "collection", "batch");

  private static final Logger log = LoggerFactory.getLogger(Step.class);

  private final Class<I> inputType;

  Step(Class<I> inputType) {
    this.inputType = inputType;
  }

  abstract Object run(I input, Context context);

  /** The part of the input that has the fields which log lines carry. */
  JsonNode named(JsonNode input) {
    return input;
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    JsonNode input = Json.read(in.readAllBytes(), JsonNode.class);
    if (WakeUp.answered(input, out)) {
      return;
    }
    MDC.put("requestId", context.getAwsRequestId());
    JsonNode named = named(input);
    NAMED.forEach(field -> putIfThere(named, field));
    try {
      out.write(Json.bytes(run(Json.convert(input, inputType), context)));
    } catch (Refused e) {
      log.atWarn().addKeyValue("code", e.code()).addKeyValue("reason", e.reason()).log("Refused");
      // The state machine passes on the message alone.
      throw new Refused(e.code(), e.reasonWithCode(), e);
    } catch (OutOfTime e) {
      log.atInfo().log("Time is up; the next call goes on");
      throw e;
    } catch (NotRestored e) {
      log.atWarn().log("The restore did not succeed");
      throw e;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Step failed");
      throw e;
    } finally {
      MDC.clear();
    }
  }

  private static void putIfThere(JsonNode input, String field) {
    String value = input.path(field).asText();
    if (!value.isEmpty()) {
      MDC.put(field, value);
    }
  }
}
