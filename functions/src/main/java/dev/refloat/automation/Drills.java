package dev.refloat.automation;

import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The drills of each project: {@code DRILLS#{projectId}} / {@code DRILL#{time}#{drillId}}, as they
 * are told, in one attribute. They are kept longer than jobs: they are evidence.
 */
public final class Drills {
  private static final String PREFIX = "DRILL#";
  private static final int MOST_FINDINGS = 20;
  private static final int LONGEST = 4_000;
  private static final Duration KEPT = Duration.ofDays(400);

  private final Table table;

  Drills(Table table) {
    this.table = table;
  }

  /** Those of a project, the newest first. */
  public List<Drill> list(String projectId) {
    return table.query(partition(projectId), PREFIX).reversed().stream()
        .map(Drills::drill)
        .toList();
  }

  Optional<Drill> find(String projectId, Firing firing) {
    return table.find(partition(projectId), key(firing)).map(Drills::drill);
  }

  private static Drill drill(Item item) {
    return Json.read(item.text("drill"), Drill.class);
  }

  /** Takes the place of what was known of it. */
  Write put(Drill drill, Firing firing, Instant now) {
    return Write.put(
        table,
        Item.key(partition(drill.projectId()), key(firing))
            .with("drill", Json.text(shortened(drill)))
            .with("expiresAt", now.plus(KEPT).getEpochSecond()));
  }

  /** An item takes 400 KB; the report has all of it. */
  private static Drill shortened(Drill drill) {
    List<String> findings =
        drill.findings().stream()
            .limit(MOST_FINDINGS)
            .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
            .toList();
    return drill.with(findings, drill.report(), drill.page());
  }

  private static String partition(String projectId) {
    return "DRILLS#" + projectId;
  }

  private static String key(Firing firing) {
    return PREFIX + SortableTime.of(firing.time()) + "#" + firing.firingId();
  }
}
