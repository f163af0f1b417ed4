package dev.refloat.rbac;

import static dev.refloat.rbac.Wanted.global;
import static dev.refloat.rbac.Wanted.group;
import static dev.refloat.rbac.Wanted.role;
import static dev.refloat.rbac.Wanted.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RbacStoreTest {
  private static final String CLUSTER = "in01-one";
  private static final Rbac SOME =
      new Rbac(
          List.of(user("ana", "reader")),
          List.of(role("reader", global("Search"))),
          List.of(group("shelf", "Insert")));

  private final Table table =
      new Table(EmbeddedAws.dynamoDb(), new Settings(EmbeddedAws.newEnvironment()).clustersTable());
  private final RbacStore store = new RbacStore(table);

  private boolean replace(RbacStore.Stored found, Rbac rbac) {
    return table.write(store.replace(CLUSTER, found, RbacStore.pack(rbac).orElseThrow()));
  }

  @Test
  void aClusterHasNothingUntilSomethingIsWritten() {
    assertThat(store.find(CLUSTER)).isEqualTo(new RbacStore.Stored(Rbac.NONE, 0));
  }

  @Test
  void whatIsWrittenIsFound() {
    assertThat(replace(store.find(CLUSTER), SOME)).isTrue();

    assertThat(store.find(CLUSTER)).isEqualTo(new RbacStore.Stored(SOME, 1));
  }

  @Test
  void whoFoundSomethingOlderDoesNotReplaceIt() {
    RbacStore.Stored before = store.find(CLUSTER);
    assertThat(replace(before, SOME)).isTrue();
    RbacStore.Stored between = store.find(CLUSTER);

    assertThat(replace(before, Rbac.NONE)).isFalse();
    assertThat(replace(between, Rbac.NONE)).isTrue();
    assertThat(replace(between, SOME)).isFalse();
    assertThat(store.find(CLUSTER)).isEqualTo(new RbacStore.Stored(Rbac.NONE, 2));
  }

  @Test
  void whatIsRemovedIsGone() {
    assertThat(replace(store.find(CLUSTER), SOME)).isTrue();

    assertThat(table.write(store.remove(CLUSTER))).isTrue();

    assertThat(store.find(CLUSTER).rbac()).isEqualTo(Rbac.NONE);
  }

  private static Rbac usersWithHashes(int count) {
    var random = new Random(1);
    byte[] hash = new byte[23];
    List<User> users =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  random.nextBytes(hash);
                  String text = "$2a$10$" + HexFormat.of().formatHex(hash);
                  return new User("user-" + i, text, List.of(), Origin.NONE);
                })
            .toList();
    return new Rbac(users, List.of(), List.of());
  }

  @Test
  void thousandsOfUsersFitAndTensOfThousandsDoNot() {
    Rbac thousands = usersWithHashes(5_000);

    assertThat(RbacStore.pack(thousands)).isPresent();
    assertThat(replace(store.find(CLUSTER), thousands)).isTrue();
    assertThat(store.find(CLUSTER).rbac()).isEqualTo(thousands);
    assertThat(RbacStore.pack(usersWithHashes(20_000))).isEmpty();
  }
}
