package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.job.JobChange;
import dev.refloat.notify.JobMetrics;
import dev.refloat.notify.Notifications;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ItemChange;
import dev.refloat.platform.Json;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Tells EventBridge of jobs whose status has changed, by the stream of the jobs table: what is in
 * the table is told, whoever wrote it and wherever that process died. Each at least once, and those
 * of one job in their order. Of dry runs nobody is told but who asked for them.
 */
public final class JobChangedFunction implements RequestStreamHandler {
  private final Notifications notifications;
  private final JobMetrics metrics;

  public JobChangedFunction() {
    this(System.getenv());
  }

  public JobChangedFunction(Map<String, String> environment) {
    var settings = new Settings(environment);
    notifications =
        new Notifications(new Clients(settings).eventBridge(), settings.require("EVENT_BUS"));
    metrics = new JobMetrics(new Metrics(settings, InstantSource.system()));
  }

  /** Answers with the first record that was not told: Lambda goes on with that one. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode records = Json.read(in.readAllBytes(), JsonNode.class).path("Records");
    MDC.put("requestId", context.getAwsRequestId());
    try {
      out.write(Json.bytes(Map.of("batchItemFailures", tell(told(records)))));
    } finally {
      MDC.clear();
    }
  }

  private record Told(String sequenceNumber, JobChange change) {}

  private static List<Told> told(JsonNode records) {
    return records
        .valueStream()
        .map(ItemChange::of)
        .flatMap(
            item ->
                JobChange.of(item)
                    .filter(change -> !change.job().isDryRun())
                    .map(change -> new Told(item.sequenceNumber(), change))
                    .stream())
        .toList();
  }

  private List<Map<String, String>> tell(List<Told> all) {
    int taken = notifications.tell(all.stream().map(Told::change).toList());
    all.subList(0, taken).forEach(told -> metrics.count(told.change()));
    return taken == all.size()
        ? List.of()
        : List.of(Map.of("itemIdentifier", all.get(taken).sequenceNumber()));
  }
}
