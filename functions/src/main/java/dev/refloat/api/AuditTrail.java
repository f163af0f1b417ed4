package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records every change that a known caller asks for: who, what, when, from where, and how it ended.
 *
 * <p>The record is written before the change is tried and completed behind it, so that there is no
 * change without a record; one without a code is of a process that died, or could not write it. It
 * holds the path and the ids of what was made, and nothing else of request and answer, which can
 * hold secrets.
 */
final class AuditTrail {
  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
  private static final Duration KEPT = Duration.ofDays(400);

  private final Table table;
  private final InstantSource clock;

  AuditTrail(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  static AuditTrail of(Clients clients) {
    return new AuditTrail(
        new Table(clients.dynamoDb(), clients.settings().jobsTable()), InstantSource.system());
  }

  /** Carries out a change and tells of it. */
  JsonNode tell(Principal caller, Request request, Supplier<JsonNode> change) {
    Item record = record(caller, request);
    table.write(Write.put(table, record));
    JsonNode made;
    try {
      made = change.get();
    } catch (Refused e) {
      end(record, e.code().code(), "");
      throw e;
    } catch (RuntimeException e) {
      end(record, ErrorCode.INTERNAL.code(), "");
      throw e;
    }
    end(record, 0, ids(made));
    return made;
  }

  private Item record(Principal caller, Request request) {
    Instant now = clock.instant();
    return Item.key("AUDIT#" + caller.organizationId(), SortableTime.of(now) + "#" + request.id())
        .with("time", now)
        .with("requestId", request.id())
        .with("principalId", caller.id())
        .with("apiKeyId", caller.apiKeyId())
        .with("method", request.method())
        .with("path", request.path())
        .with("sourceIp", request.sourceIp())
        .with("expiresAt", now.plus(KEPT).getEpochSecond());
  }

  /** The caller is told what happened, even where the record cannot be. */
  private void end(Item record, int code, String made) {
    try {
      table.write(
          Write.update(table, record.text("pk"), record.text("sk"))
              .set("code", code)
              .set("made", made.isEmpty() ? null : made));
    } catch (SdkException e) {
      log.atError().addKeyValue("code", code).setCause(e).log("Audit record was not completed");
    }
  }

  private static String ids(JsonNode made) {
    ObjectNode ids = Json.mapper().createObjectNode();
    made.properties().stream()
        .filter(field -> field.getKey().endsWith("Id") && field.getValue().isTextual())
        .forEach(field -> ids.set(field.getKey(), field.getValue()));
    return Json.text(ids);
  }
}
