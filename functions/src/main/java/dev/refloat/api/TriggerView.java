package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.automation.Firing;
import dev.refloat.automation.RestoreTrigger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restore trigger as the API shows it.
 *
 * @param when as it was written, and so {@code restore}, which is null where files say what to
 *     restore
 * @param enabled false where it was made so, or was stopped
 * @param stopped why it was stopped; empty otherwise
 * @param nextTime when its schedule fires it; null where it has none
 * @param requestFolder where files that fire it go, as a URI; null where none do
 * @param firings what fired it last, the newest first; null in lists
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TriggerView(
    String triggerId,
    String name,
    String projectId,
    JsonNode when,
    @Nullable JsonNode restore,
    @Nullable Integer keepLast,
    boolean drill,
    @Nullable Integer maxSeconds,
    boolean enabled,
    String stopped,
    String createdBy,
    String createTime,
    @Nullable String nextTime,
    @Nullable String requestFolder,
    @Nullable List<FiringView> firings) {

  /**
   * One time that it fired, as the API shows it.
   *
   * @param backupId null until one was chosen
   * @param jobId null where no restore was begun
   * @param code why it was refused; 0 otherwise
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FiringView(
      String firingId,
      String time,
      String status,
      @Nullable String backupId,
      @Nullable String jobId,
      @Nullable String clusterId,
      @Nullable String file,
      int code,
      String reason) {
    static FiringView of(Firing firing) {
      return new FiringView(
          firing.firingId(),
          Times.text(firing.time()),
          firing.status().name(),
          firing.backupId().orElse(null),
          firing.jobId().orElse(null),
          firing.clusterId().orElse(null),
          firing.fileUri().orElse(null),
          firing.code(),
          firing.reason());
    }
  }

  static TriggerView of(
      RestoreTrigger trigger, String requestsBucket, Optional<List<Firing>> firings) {
    var definition = trigger.definition();
    return new TriggerView(
        trigger.triggerId(),
        definition.name(),
        trigger.projectId(),
        definition.json().path("when"),
        definition.json().get("restore"),
        definition.keepLast().isPresent() ? definition.keepLast().getAsInt() : null,
        definition.drill(),
        definition.maxSeconds().isPresent() ? definition.maxSeconds().getAsInt() : null,
        trigger.enabled(),
        trigger.stopped(),
        trigger.creator().apiKeyId(),
        Times.text(trigger.createTime()),
        trigger.next().map(Times::text).orElse(null),
        trigger.requestFolder(requestsBucket).orElse(null),
        firings.map(all -> all.stream().map(FiringView::of).toList()).orElse(null));
  }
}
