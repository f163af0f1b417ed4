package dev.refloat.access;

/**
 * Who calls, as the authorizer found it.
 *
 * @param id of the one who acts; what it did is recorded under this id
 * @param apiKeyId the key it showed, by its id and never by itself
 */
public record Principal(String id, String organizationId, Role role, String apiKeyId) {}
