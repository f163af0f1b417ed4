package dev.refloat.access;

import org.jspecify.annotations.Nullable;

/**
 * A grant as it is kept with a key. A custom role is kept by id: one that is made later under the
 * same name is another one.
 *
 * @param role as the contract writes it, or the name that the custom role had
 * @param roleId of the custom role; null for a role that every project has
 */
public record KeyGrant(String projectId, String role, @Nullable String roleId, Scope scope) {}
