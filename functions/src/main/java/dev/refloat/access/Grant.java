package dev.refloat.access;

/**
 * What a key may do in one project.
 *
 * @param role as the contract writes it, or the name of a custom role
 * @param entitlement what the role allows now
 */
public record Grant(String projectId, String role, Entitlement entitlement, Scope scope) {}
