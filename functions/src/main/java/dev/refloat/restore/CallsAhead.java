package dev.refloat.restore;

import dev.refloat.platform.Json;
import dev.refloat.platform.WakeUp;
import dev.refloat.restore.Parallelism.Needed;
import dev.refloat.restore.Parallelism.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Has functions called that the restore needs in a moment, so that they start while it is planned
 * and nobody waits for that. An event is one call, by a rule of the function; the function knows by
 * it that there is nothing to do. A call that does not come costs a restore the start of a function
 * and nothing else, so nothing fails here.
 */
final class CallsAhead {
  static final String DETAIL_TYPE = "Function Needed";

  /** EventBridge's limit of one request. */
  private static final int ENTRIES_MOST = 10;

  private static final Logger log = LoggerFactory.getLogger(CallsAhead.class);

  private final Parallelism parallelism;
  private final Supplier<EventBridgeClient> client;
  private final Optional<String> bus;
  private final String stack;

  /**
   * @param bus name or ARN; where it is absent nothing is called ahead
   * @param stack whose functions they are: another one's hear of the same events
   */
  CallsAhead(
      Parallelism parallelism,
      Supplier<EventBridgeClient> client,
      Optional<String> bus,
      String stack) {
    this.parallelism = parallelism;
    this.client = client;
    this.bus = bus;
    this.stack = stack;
  }

  /**
   * Returns when EventBridge has the events, which takes one round trip.
   *
   * @param collections that are to be copied
   */
  void call(List<Size> collections) {
    Needed needed = parallelism.needed(collections);
    bus.map(name -> entries(name, needed))
        .filter(entries -> !entries.isEmpty())
        .ifPresent(this::put);
  }

  private List<PutEventsRequestEntry> entries(String bus, Needed needed) {
    return Stream.of(
            entries(bus, "InOneCall", needed.inOneCall()),
            entries(bus, "Collection", needed.collection()),
            entries(bus, "Copy", needed.copy()))
        .flatMap(entries -> entries)
        .toList();
  }

  private Stream<PutEventsRequestEntry> entries(String bus, String function, int times) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(WakeUp.SOURCE)
            .detailType(DETAIL_TYPE)
            .detail(Json.text(Map.of("stack", stack, "function", function)))
            .build();
    return IntStream.range(0, times).mapToObj(_ -> entry);
  }

  private void put(List<PutEventsRequestEntry> entries) {
    EventBridgeClient events = client.get();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < entries.size(); from += ENTRIES_MOST) {
        int to = Math.min(from + ENTRIES_MOST, entries.size());
        var some = new ArrayList<>(entries.subList(from, to));
        threads.execute(() -> put(events, some));
      }
    }
  }

  private static void put(EventBridgeClient events, List<PutEventsRequestEntry> entries) {
    try {
      int failed = events.putEvents(r -> r.entries(entries)).failedEntryCount();
      if (failed > 0) {
        log.atWarn().addKeyValue("events", failed).log("Functions were not called ahead");
      }
    } catch (SdkException e) {
      log.atWarn().setCause(e).log("Functions were not called ahead");
    }
  }
}
