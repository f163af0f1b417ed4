package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Audit;
import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import java.util.function.Supplier;

/** The audit of calls. */
final class AuditTrail {
  private final Audit audit;

  AuditTrail(Audit audit) {
    this.audit = audit;
  }

  static AuditTrail of(Clients clients) {
    return new AuditTrail(Audit.of(clients));
  }

  /** Carries out a change and tells of it. */
  JsonNode tell(Principal caller, Request request, Supplier<JsonNode> change) {
    return audit.tell(
        new Audit.Change(
            caller, request.id(), request.method(), request.path(), request.sourceIp()),
        change,
        AuditTrail::ids);
  }

  private static String ids(JsonNode made) {
    ObjectNode ids = Json.mapper().createObjectNode();
    made.properties().stream()
        .filter(field -> field.getKey().endsWith("Id") && field.getValue().isTextual())
        .forEach(field -> ids.set(field.getKey(), field.getValue()));
    return Json.text(ids);
  }
}
