package dev.refloat.rbac;

/**
 * Something of which a cluster has one per name.
 *
 * @param <T> its own type
 */
sealed interface Named<T> permits User, Role, PrivilegeGroup {
  String name();

  Origin origin();

  T from(Origin origin);
}
