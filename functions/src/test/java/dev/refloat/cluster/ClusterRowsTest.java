package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClusterRowsTest {
  private static final String ID = "in01-aaaa";

  private final Table table = EmbeddedAws.newTable();
  private final ClusterRows rows = new ClusterRows(table);

  @BeforeEach
  void rowsOfAllKinds() {
    for (String id : List.of(ID, "in01-bbbb")) {
      for (String sk :
          List.of(
              "CLUSTER",
              "COLLECTION#7",
              "NAME#default/books",
              "DATABASE#default",
              "USER#db_admin",
              "RBAC",
              "BACKUP#b1",
              "BACKUPSUMMARY#b1")) {
        table.write(Write.put(table, Item.key("CLUSTER#" + id, sk)));
      }
    }
  }

  private List<String> left(String id) {
    return table.queryUpTo("CLUSTER#" + id, "~").stream().map(item -> item.text("sk")).toList();
  }

  @Test
  void namesGoFirstAndAlone() {
    assertThat(rows.removeNames(ID, () -> true)).isTrue();

    assertThat(left(ID)).hasSize(7).noneMatch(sk -> sk.startsWith("NAME#"));
  }

  @Test
  void theClusterItsRolesAndItsBackupsStay() {
    rows.removeNames(ID, () -> true);

    assertThat(rows.removeOthers(ID, () -> true)).isTrue();

    assertThat(left(ID)).containsExactly("BACKUP#b1", "BACKUPSUMMARY#b1", "CLUSTER", "RBAC");
    assertThat(left("in01-bbbb")).as("another cluster").hasSize(8);
  }

  @Test
  void nothingIsBegunWhenTheTimeIsUp() {
    assertThat(rows.removeNames(ID, () -> false)).isFalse();
    assertThat(rows.removeOthers(ID, () -> false)).isFalse();

    assertThat(left(ID)).hasSize(8);
  }
}
