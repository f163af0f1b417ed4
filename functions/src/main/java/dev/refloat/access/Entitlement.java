package dev.refloat.access;

/** What a grant lets a key do in a project. */
public sealed interface Entitlement permits ProjectRole, CustomRole, Entitlement.None {
  /**
   * Whether {@code action} may be done to {@code resource}, which lies in the project and in the
   * scope of the grant. On a project it says whether it may be done to anything in it at all.
   */
  boolean allows(Action action, Resource resource);

  /** Of a role that was deleted since: nothing. */
  record None() implements Entitlement {
    @Override
    public boolean allows(Action action, Resource resource) {
      return false;
    }
  }
}
