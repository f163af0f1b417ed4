package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.awsjson.AwsJsonServer;
import java.io.IOException;
import java.util.function.Consumer;

/** EventBridge with the action PutEvents. */
public final class EventsServer {
  private EventsServer() {}

  /**
   * Starts a server.
   *
   * @param bus gets what is put
   * @param port 0 for any free port
   * @throws IOException when the port is taken
   */
  public static AwsJsonServer start(EventFactory events, Consumer<JsonNode> bus, int port)
      throws IOException {
    return AwsJsonServer.start(
        "AWSEvents.PutEvents", "InternalException", new PutEvents(events, bus), port);
  }
}
