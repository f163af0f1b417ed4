package dev.refloat.restore;

import dev.refloat.platform.Operation;

/** The user that every new cluster has. */
public final class Administrator {
  public static final String NAME = "db_admin";

  private Administrator() {}

  /** Its password in the cluster that an order makes, for the one answer that shows it. */
  public static String password(Operation order) {
    return of(order).text();
  }

  static Password of(Operation order) {
    return Password.of(order.secret("password"));
  }
}
