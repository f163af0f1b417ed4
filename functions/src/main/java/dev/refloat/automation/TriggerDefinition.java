package dev.refloat.automation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.backup.BackupType;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Problem;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.input.Together;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a trigger is to do, as somebody wrote it, with everything checked that its text alone can
 * tell.
 *
 * @param projectId whose it is, and where its clusters are made unless {@code restore} says another
 * @param restore absent where the files that fire it say what to restore
 * @param keepLast how many clusters that it made before stay when another one was made; absent: all
 * @param drill whether its restores are to scratch clusters, which are dropped again
 * @param maxSeconds how long a drill may take; absent: as long as it takes
 * @param json that it was read from
 */
public record TriggerDefinition(
    String name,
    String projectId,
    When when,
    Optional<TriggeredRestore> restore,
    OptionalInt keepLast,
    boolean drill,
    OptionalInt maxSeconds,
    boolean enabled,
    ObjectNode json) {
  private static final int MOST_KEPT = 1_000;
  private static final int LONGEST_DRILL = 31 * 24 * 60 * 60;

  private static final Shape BACKUP_AVAILABLE =
      Shape.of(
          Field.required("clusterId", Rule.Text.clusterId()),
          Field.optional(
              "backupType", Rule.Choice.of(BackupType.class, ErrorCode.BACKUP_TYPE_UNKNOWN)),
          Field.optional("namePattern", Rule.Text.ofUpTo(255)));

  private static final Shape SCHEDULE =
      Shape.of(
          Field.required("expression", Rule.Text.ofUpTo(256)),
          Field.optional("timeZone", Rule.Text.ofUpTo(64)));

  private static final Shape WHEN =
      Shape.of(
              Field.optional("backupAvailable", new Rule.ObjectOf(BACKUP_AVAILABLE)),
              Field.optional("schedule", new Rule.ObjectOf(SCHEDULE)),
              Field.optional("request", new Rule.Flag()))
          .with(
              new Together(
                  List.of("backupAvailable", "schedule", "request"), TriggerDefinition::oneCause));

  /** What a body may be. */
  public static final Shape SHAPE =
      Shape.of(
          Field.required(
              "name",
              new Rule.Text(
                  Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"),
                  ErrorCode.FIELD_MALFORMED,
                  "must be 1 to 64 letters, digits, hyphens and underscores that begin with a"
                      + " letter or digit")),
          Field.required("projectId", Rule.Text.projectId(), ErrorCode.PROJECT_ID_MALFORMED),
          Field.required("when", new Rule.ObjectOf(WHEN)),
          Field.optional("restore", new Rule.AnyObject()),
          Field.optional("keepLast", whole(0, MOST_KEPT)),
          Field.optional("drill", new Rule.Flag()),
          Field.optional("maxSeconds", whole(1, LONGEST_DRILL)),
          Field.optional("enabled", new Rule.Flag()));

  /**
   * Reads the body of a call.
   *
   * @throws Refused with the code of the first problem
   */
  public static TriggerDefinition parse(ObjectNode json) {
    TriggerDefinition definition = of(SHAPE.require(json));
    new DefinitionCheck(definition).run();
    return definition;
  }

  /** One that was checked when it was made: rules that came later do not hold for it. */
  static TriggerDefinition of(Input body) {
    return new TriggerDefinition(
        body.text("name"),
        body.text("projectId"),
        when(body.object("when").orElseThrow()),
        body.object("restore").map(Input::json).map(TriggeredRestore::read),
        body.findWhole("keepLast"),
        body.findFlag("drill").orElse(false),
        body.findWhole("maxSeconds"),
        body.findFlag("enabled").orElse(true),
        body.json());
  }

  private static When when(Input when) {
    return when.object("backupAvailable")
        .<When>map(
            cause ->
                new When.BackupAvailable(
                    cause.text("clusterId"),
                    cause.findChoice("backupType", BackupType.class),
                    cause.findText("namePattern")))
        .or(
            () ->
                when.object("schedule")
                    .map(
                        cause ->
                            new When.Scheduled(
                                Schedule.parse(
                                    cause.text("expression"),
                                    cause.findText("timeZone").orElse("UTC")))))
        .orElseGet(When.Requested::new);
  }

  /** Whether it may make clusters that somebody is to use. */
  public boolean makesClustersThatStay() {
    return !drill && restore.filter(TriggeredRestore::isOfCollections).isEmpty();
  }

  /** Whether clusters that it made go again. */
  boolean dropsClusters() {
    return drill || keepLast.isPresent();
  }

  /** The zone of dates in names. */
  ZoneId zone() {
    return when instanceof When.Scheduled scheduled ? scheduled.schedule().zone() : ZoneOffset.UTC;
  }

  /**
   * The cluster whose backups it restores.
   *
   * @return empty where the files that fire it say it
   */
  Optional<String> sourceClusterId() {
    return when instanceof When.BackupAvailable arrival
        ? Optional.of(arrival.clusterId())
        : restore.flatMap(TriggeredRestore::clusterId);
  }

  /**
   * What is to be restored by a firing.
   *
   * @param file what the file says that fires it; absent where none does
   * @throws Refused 96010 where the name of the cluster is none
   */
  TriggeredRestore restoreAt(Instant time, Optional<TriggeredRestore> file, String scratchName) {
    TriggeredRestore at =
        file.or(() -> restore).orElseThrow().inProject(projectId).at(time, zone());
    return drill ? at.asDrill(scratchName) : at;
  }

  private static Rule.Whole whole(int least, int most) {
    return new Rule.Whole(
        List.of(
            new Rule.Limit(
                value -> value >= least && value <= most,
                ErrorCode.FIELD_MALFORMED,
                "must be " + least + " to " + most)));
  }

  private static Optional<Problem> oneCause(Input when) {
    long causes =
        Stream.of(
                when.object("backupAvailable").isPresent(),
                when.object("schedule").isPresent(),
                when.findFlag("request").orElse(false))
            .filter(given -> given)
            .count();
    return causes == 1
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ErrorCode.FIELD_MALFORMED,
                "when must have one of backupAvailable, schedule, and request true."));
  }
}
