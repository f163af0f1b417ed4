package dev.refloat.access;

import java.util.List;
import java.util.Optional;

/**
 * Who calls, and all that it may.
 *
 * @param id of the one who acts; what it did is recorded under this id
 * @param apiKeyId the key it showed, by its id and never by itself
 * @param grants one per project at most; an owner needs none
 */
public record Principal(
    String id, String organizationId, Role role, String apiKeyId, List<Grant> grants) {
  public Principal {
    grants = List.copyOf(grants);
  }

  /** A caller without grants. */
  public Principal(String id, String organizationId, Role role, String apiKeyId) {
    this(id, organizationId, role, apiKeyId, List.of());
  }

  Optional<Grant> grant(String projectId) {
    return grants.stream().filter(grant -> grant.projectId().equals(projectId)).findFirst();
  }
}
