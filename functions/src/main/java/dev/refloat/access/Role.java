package dev.refloat.access;

/** What a principal is in its organization. */
public enum Role {
  OWNER,
  MEMBER
}
