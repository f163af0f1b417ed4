package dev.refloat.local.sample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Users, roles, grants and a privilege group. The hashes have the form of bcrypt and belong to no
 * password.
 */
final class SampleRbac {
  private static final String BCRYPT_ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int BCRYPT_CHARACTERS = 53;

  private SampleRbac() {}

  static Meta.Rbac of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Meta.Name reader = new Meta.Name("reader");
    Meta.Name keeper = new Meta.Name("keeper");
    return new Meta.Rbac(
        List.of(
            new Meta.User("ana", hash(random), List.of(reader)),
            new Meta.User("boris", hash(random), List.of(reader, keeper)),
            new Meta.User("chen", hash(random), List.of())),
        List.of(reader, keeper),
        List.of(
            grant(reader, "Collection", "products", "Search", "default"),
            grant(reader, "Collection", "*", "Query", "media"),
            grant(keeper, "Global", "*", "shelf_upkeep", "*")),
        List.of(
            new Meta.PrivilegeGroup(
                "shelf_upkeep", List.of(new Meta.Name("Insert"), new Meta.Name("Delete")))));
  }

  private static Meta.Grant grant(
      Meta.Name role, String object, String name, String privilege, String database) {
    return new Meta.Grant(
        role,
        new Meta.Name(object),
        name,
        new Meta.Grantor(new Meta.Name("root"), new Meta.Name(privilege)),
        database);
  }

  private static String hash(SplittableRandom random) {
    StringBuilder hash = new StringBuilder("$2a$10$");
    for (int i = 0; i < BCRYPT_CHARACTERS; i++) {
      hash.append(BCRYPT_ALPHABET.charAt(random.nextInt(BCRYPT_ALPHABET.length())));
    }
    return hash.toString();
  }
}
