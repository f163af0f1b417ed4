package dev.refloat.access;

import java.util.Arrays;
import java.util.Optional;

/** What a key is in its organization. */
public enum Role {
  /** May everything in every project. */
  OWNER("Owner"),
  /** May what its grants say. */
  MEMBER("Member"),
  /** Nothing here: there is nothing to be billed for in this service. */
  BILLING_ADMIN("Billing-Admin");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** As the contract writes it. */
  public String title() {
    return title;
  }

  public static Optional<Role> titled(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equals(title)).findFirst();
  }
}
