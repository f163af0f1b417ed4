package dev.refloat.rbac;

import static dev.refloat.rbac.Wanted.global;
import static dev.refloat.rbac.Wanted.group;
import static dev.refloat.rbac.Wanted.on;
import static dev.refloat.rbac.Wanted.role;
import static dev.refloat.rbac.Wanted.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RbacScopeTest {
  private static final Renamed ORDERS = new Renamed("default", "orders", "default", "orders_2");
  private static final Renamed PICTURES = new Renamed("media", "pictures", "archive", "pictures");

  private static List<Grant> restricted(Grant grant, Renamed... restored) {
    return new RbacScope(List.of(restored))
        .restrict(Wanted.roles(role("reader", grant))).roles().stream()
            .flatMap(role -> role.grants().stream())
            .toList();
  }

  @Test
  void aGrantFollowsItsCollectionToItsNewName() {
    assertThat(restricted(on("default", "orders", "Search"), ORDERS, PICTURES))
        .containsExactly(on("default", "orders_2", "Search"));
    assertThat(restricted(on("media", "pictures", "Search"), ORDERS, PICTURES))
        .containsExactly(on("archive", "pictures", "Search"));
  }

  @Test
  void aCollectionThatWasRestoredTwiceGetsItTwice() {
    var again = new Renamed("default", "orders", "default", "orders_3");

    assertThat(restricted(on("default", "orders", "Search"), ORDERS, again))
        .containsExactly(on("default", "orders_2", "Search"), on("default", "orders_3", "Search"));
  }

  @Test
  void aGrantOnAnythingElseIsLeftOut() {
    assertThat(restricted(on("default", "other", "Search"), ORDERS)).isEmpty();
    assertThat(restricted(on("media", "orders", "Search"), ORDERS)).isEmpty();
    assertThat(restricted(global("CreateCollection"), ORDERS)).isEmpty();
    assertThat(restricted(new Grant("User", "orders", "default", "UpdateUser", ""), ORDERS))
        .isEmpty();
  }

  @Test
  void aGrantOnEveryCollectionIsOneOnEachThatWasRestored() {
    assertThat(restricted(on("default", "*", "Query"), ORDERS, PICTURES))
        .containsExactly(on("default", "orders_2", "Query"));
    assertThat(restricted(on("*", "*", "Query"), ORDERS, PICTURES))
        .containsExactly(on("default", "orders_2", "Query"), on("archive", "pictures", "Query"));
  }

  @Test
  void aGrantWithoutADatabaseIsOnTheDefaultOne() {
    assertThat(restricted(on("", "orders", "Search"), ORDERS))
        .containsExactly(on("default", "orders_2", "Search"));
  }

  @Test
  void rolesUsersAndGroupsThatConcernNothingRestoredAreLeftOut() {
    var all =
        new Rbac(
            List.of(user("ana", "reader", "keeper"), user("boris", "keeper"), user("chen")),
            List.of(
                role("reader", on("default", "orders", "reading")),
                role("keeper", global("upkeep")),
                role("idle")),
            List.of(group("reading", "Search"), group("upkeep", "Insert")));

    Rbac some = new RbacScope(List.of(ORDERS)).restrict(all);

    assertThat(some.users()).containsExactly(user("ana", "reader"));
    assertThat(some.roles()).containsExactly(role("reader", on("default", "orders_2", "reading")));
    assertThat(some.groups()).containsExactly(group("reading", "Search"));
  }

  @Test
  void whereNothingWasRestoredNothingIsLeft() {
    assertThat(
            new RbacScope(List.of()).restrict(Wanted.roles(role("reader", on("*", "*", "Search")))))
        .isEqualTo(Rbac.NONE);
  }
}
