package dev.refloat.automation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.input.Input;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's order to restore whenever something happens.
 *
 * @param creator as whom it acts: what that one may do counts each time anew
 * @param enabled whether it fires; one that was stopped never does again
 * @param stopped why it was stopped; empty otherwise
 * @param deleted whether only its last firing has yet to end
 * @param running the key of the firing whose restore runs
 * @param waiting the key of the firing that comes next
 * @param next when its schedule fires it; absent where it has none, or none any more
 * @param token of the order that made it: what its firings make is named after it, and the password
 *     of its clusters comes from it
 */
public record RestoreTrigger(
    String triggerId,
    TriggerDefinition definition,
    Creator creator,
    Instant createTime,
    boolean enabled,
    String stopped,
    boolean deleted,
    Optional<String> running,
    Optional<String> waiting,
    Optional<Instant> next,
    String token) {

  /** Who made it, by the key that was shown. */
  public record Creator(String principalId, String organizationId, String apiKeyId) {
    static Creator of(Principal principal) {
      return new Creator(principal.id(), principal.organizationId(), principal.apiKeyId());
    }

    /** Without what it was granted, which is to be looked up. */
    Principal principal() {
      return new Principal(principalId, organizationId, Role.MEMBER, apiKeyId);
    }
  }

  /** Whether it takes what happens now. */
  boolean isLive() {
    return enabled && !deleted;
  }

  /** Where files that fire it are to be put, as a URI; empty where none fire it. */
  public Optional<String> requestFolder(String requestsBucket) {
    return definition.when() instanceof When.Requested
        ? Optional.of("s3://" + requestsBucket + "/" + RequestFile.folder(triggerId))
        : Optional.empty();
  }

  public String projectId() {
    return definition.projectId();
  }

  static RestoreTrigger of(Item item) {
    return new RestoreTrigger(
        item.text("triggerId"),
        TriggerDefinition.of(new Input((ObjectNode) Json.tree(item.text("definition")))),
        new Creator(item.text("principalId"), item.text("organizationId"), item.text("apiKeyId")),
        item.instant("createTime"),
        item.flag("enabled"),
        item.findText("stopped").orElse(""),
        item.flag("deleted"),
        item.findText("running"),
        item.findText("waiting"),
        item.findInstant("next"),
        item.text("token"));
  }

  /** Of one that is new. */
  Item toItem() {
    return Item.key(TriggerStore.partition(triggerId), TriggerStore.TRIGGER)
        .with("triggerId", triggerId)
        .with("definition", Json.text(definition.json()))
        .with("principalId", creator.principalId())
        .with("organizationId", creator.organizationId())
        .with("apiKeyId", creator.apiKeyId())
        .with("createTime", createTime)
        .with("enabled", enabled)
        .with("next", next.orElse(null))
        .with("token", token);
  }

  @Override
  public String toString() {
    return "RestoreTrigger[triggerId=" + triggerId + "]";
  }
}
