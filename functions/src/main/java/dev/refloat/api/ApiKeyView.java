package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.access.ApiKey;
import dev.refloat.access.KeyGrant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as the API shows it: not the key itself.
 *
 * @param createdBy the key that made it; empty for the first one
 * @param expireTime null for never
 * @param lastUsedTime null where it never was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ApiKeyView(
    String apiKeyId,
    String name,
    String description,
    String prefix,
    String orgRole,
    List<Grant> projects,
    String createdBy,
    String createTime,
    @Nullable String expireTime,
    @Nullable String lastUsedTime,
    String status) {

  /** What it may do in a project. */
  record Grant(String projectId, String role, boolean allCluster, List<String> clusterIds) {
    static Grant of(KeyGrant grant) {
      return new Grant(
          grant.projectId(),
          grant.role(),
          grant.scope().allCluster(),
          grant.scope().clusterIds().stream().sorted().toList());
    }
  }

  static ApiKeyView of(ApiKey key, @Nullable Instant lastUsed, Instant now) {
    boolean isRevoked = key.state() == ApiKey.State.REVOKED;
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.description(),
        key.prefix(),
        key.role().title(),
        key.grants().stream().map(Grant::of).toList(),
        key.createdBy(),
        Times.text(key.createdAt()),
        Optional.ofNullable(key.expiresAt()).map(Times::text).orElse(null),
        Optional.ofNullable(lastUsed).map(Times::text).orElse(null),
        isRevoked ? "REVOKED" : key.isValid(now) ? "ACTIVE" : "EXPIRED");
  }
}
