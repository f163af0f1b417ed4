package dev.refloat.api;

import dev.refloat.access.AccessStore;
import dev.refloat.access.ApiKey;
import dev.refloat.access.Keys;
import dev.refloat.access.Principal;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * {@code /v2/api-keys}. What a caller may see and do follows from what the keys grant, so every
 * route takes any legal key and the use case decides.
 */
public final class ApiKeysFunction extends HttpFunction {
  private final Keys keys;
  private final InstantSource clock = InstantSource.system();

  private record Page(int count, int currentPage, int pageSize, List<ApiKeyView> apiKeys) {}

  /** Without the key where it could be logged. */
  private record Made(String apiKeyId, String apiKey) {
    @Override
    public String toString() {
      return "Made[apiKeyId=" + apiKeyId + "]";
    }
  }

  private record Revoked(String apiKeyId) {}

  public ApiKeysFunction() {
    this(System.getenv());
  }

  public ApiKeysFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private ApiKeysFunction(Clients clients) {
    super(clients);
    this.keys = new Keys(AccessStore.of(clients), clock);
    route("GET /v2/api-keys", Guards.anyKey(), this::list);
    route("GET /v2/api-keys/{apiKeyId}", Guards.anyKey(), this::describe);
    delete("DELETE /v2/api-keys/{apiKeyId}", Guards.anyKey(), this::revoke);
    post(
        "POST /v2/api-keys",
        Guards.anyKey(),
        this::create,
        Idempotency.of(clients),
        new Secret("apiKey", order -> Keys.secret(order).reveal()));
  }

  private Page list(Principal caller, Request request) {
    Paging paging = request.query().paging();
    List<ApiKey> all = keys.list(caller);
    Map<String, Instant> uses = keys.lastUses(caller);
    return new Page(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream().map(key -> view(key, uses)).toList());
  }

  private ApiKeyView describe(Principal caller, Request request) {
    return view(keys.find(caller, request.pathParameter("apiKeyId")), keys.lastUses(caller));
  }

  private Revoked revoke(Principal caller, Request request) {
    String id = request.pathParameter("apiKeyId");
    keys.revoke(caller, id);
    return new Revoked(id);
  }

  private Made create(Principal caller, Request request) {
    var wanted = ApiKeyRequest.parse(request.body());
    String id = keys.create(caller, wanted, request.operation());
    return new Made(id, Keys.secret(request.operation()).reveal());
  }

  private ApiKeyView view(ApiKey key, Map<String, Instant> uses) {
    return ApiKeyView.of(key, uses.get(key.id()), clock.instant());
  }
}
