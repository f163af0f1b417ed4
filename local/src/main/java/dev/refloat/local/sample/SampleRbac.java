package dev.refloat.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Users, roles, grants and privilege groups. The hashes have the form of bcrypt and belong to no
 * password.
 */
final class SampleRbac {
  private static final String BCRYPT_ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int BCRYPT_CHARACTERS = 53;

  private static final int USERS = 50;
  private static final int ROLES = 40;
  private static final int GRANTS = 500;
  private static final int GROUPS = 5;
  private static final int PRIVILEGES_PER_GROUP = 3;

  private static final List<String> PRIVILEGES =
      List.of(
          "Insert",
          "Delete",
          "Search",
          "Query",
          "Load",
          "Release",
          "Flush",
          "Upsert",
          "CreateIndex",
          "DropIndex",
          "IndexDetail",
          "GetStatistics",
          "DescribeCollection");

  private SampleRbac() {}

  static Meta.Rbac of(long seed, SampleShape shape) {
    SplittableRandom random = new SplittableRandom(seed);
    return shape == SampleShape.MANY_USERS ? many(random) : few(random);
  }

  private static Meta.Rbac few(SplittableRandom random) {
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

  /** Each role has grants of every sort, and none is there twice. */
  private static Meta.Rbac many(SplittableRandom random) {
    List<Meta.Name> roles = named("role_", ROLES);
    List<Meta.PrivilegeGroup> groups =
        IntStream.range(0, GROUPS)
            .mapToObj(
                i ->
                    new Meta.PrivilegeGroup(
                        "group_" + i, names(PRIVILEGES.subList(i, i + PRIVILEGES_PER_GROUP))))
            .toList();
    List<Meta.User> users =
        IntStream.range(0, USERS)
            .mapToObj(
                i ->
                    new Meta.User(
                        "user_" + i,
                        hash(random),
                        i % 10 == 0 ? List.of() : List.of(roles.get(i % ROLES), roles.get(i / 2))))
            .toList();
    List<Meta.Grant> grants = new ArrayList<>();
    for (int i = 0; i < GRANTS; i++) {
      Meta.Name role = roles.get(i % ROLES);
      String privilege = PRIVILEGES.get(i / ROLES % PRIVILEGES.size());
      grants.add(
          switch (i / ROLES % 5) {
            case 0 -> grant(role, "Collection", "products", privilege, "default");
            case 1 -> grant(role, "Collection", "*", privilege, "media");
            case 2 -> grant(role, "Database", "media", privilege, "media");
            case 3 -> grant(role, "Global", "*", "group_" + (i + i / ROLES / 5) % GROUPS, "*");
            default -> grant(role, "Global", "*", privilege, "default");
          });
    }
    return new Meta.Rbac(users, roles, grants, groups);
  }

  private static List<Meta.Name> named(String prefix, int count) {
    return names(IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
  }

  private static List<Meta.Name> names(List<String> names) {
    return names.stream().map(Meta.Name::new).toList();
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
