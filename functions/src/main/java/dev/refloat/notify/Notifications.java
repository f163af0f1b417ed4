package dev.refloat.notify;

import dev.refloat.job.JobChange;
import dev.refloat.platform.Json;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts changes of jobs onto the event bus. */
public final class Notifications {
  /** Of the events. */
  public static final String SOURCE = "refloat.jobs";

  /** Of the events. */
  public static final String DETAIL_TYPE = "Job Status Change";

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  private final EventBridgeClient client;
  private final String bus;

  /**
   * @param bus name or ARN
   */
  public Notifications(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /**
   * Tells changes, in their order.
   *
   * @param changes at most 10, which is what EventBridge takes at once
   * @return how many were taken before the first that was not; those behind it may have been taken
   *     too, and are told again
   */
  public int tell(List<JobChange> changes) {
    if (changes.isEmpty()) {
      return 0;
    }
    List<PutEventsResultEntry> results =
        client.putEvents(r -> r.entries(changes.stream().map(this::entry).toList())).entries();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).errorCode() != null) {
        log.atWarn()
            .addKeyValue("jobId", changes.get(i).job().jobId())
            .addKeyValue("code", results.get(i).errorCode())
            .log("Event was not taken");
        return i;
      }
    }
    return results.size();
  }

  private PutEventsRequestEntry entry(JobChange change) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(DETAIL_TYPE)
        .time(change.time())
        .detail(Json.text(JobNotice.of(change)))
        .build();
  }
}
