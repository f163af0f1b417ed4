package dev.refloat.bench.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.refloat.bench.scale.time.VirtualClock;
import dev.refloat.local.states.eval.Values;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Hands events to the rules. */
final class SimulatedEventBridge implements EventBridgeClient {
  private final Rules rules;
  private final VirtualClock clock;

  SimulatedEventBridge(Rules rules, VirtualClock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    try {
      clock.sleep(Facts.PUT_EVENTS);
      for (PutEventsRequestEntry entry : request.entries()) {
        rules.custom(entry.source(), entry.detailType(), Values.JSON.readTree(entry.detail()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted while events were put", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An event has details that are not JSON", e);
    }
    return PutEventsResponse.builder().failedEntryCount(0).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
