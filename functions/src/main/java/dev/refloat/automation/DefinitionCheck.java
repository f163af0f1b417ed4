package dev.refloat.automation;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.util.Optional;

/** What must hold of several fields of a trigger. */
final class DefinitionCheck {
  /** Any time does: only the form of a name is looked at. */
  private static final Instant SOME_TIME = Instant.EPOCH;

  private final TriggerDefinition definition;

  DefinitionCheck(TriggerDefinition definition) {
    this.definition = definition;
  }

  /**
   * Passes where the fields fit together.
   *
   * @throws Refused for the first that does not
   */
  void run() {
    if (definition.maxSeconds().isPresent() && !definition.drill()) {
      throw malformed("maxSeconds is the bound of a drill; set drill to true or leave it out.");
    }
    boolean requested = definition.when() instanceof When.Requested;
    if (requested == definition.restore().isPresent()) {
      throw requested
          ? malformed("restore must be left out: the files that fire this trigger say what to do.")
          : new Refused(
              ErrorCode.FIELD_MISSING,
              "restore is missing; it must be the body of restoreCluster or restoreCollection.");
    }
    if (requested && definition.drill()) {
      throw malformed("drill must be left out of a trigger that files fire.");
    }
    definition.restore().ifPresent(this::check);
  }

  private void check(TriggeredRestore restore) {
    requireSource(restore);
    if (restore.isOfCollections() && (definition.drill() || definition.keepLast().isPresent())) {
      throw malformed(
          "drill and keepLast are about new clusters; leave them out where restore has"
              + " destClusterId.");
    }
    if (definition.drill()) {
      requireDrill(restore);
    }
    definition.restoreAt(SOME_TIME, Optional.empty(), "scratch").check();
  }

  private void requireDrill(TriggeredRestore restore) {
    if (definition.keepLast().isPresent()) {
      throw malformed("keepLast must be left out of a drill: its cluster is dropped.");
    }
    if (restore.has("clusterName") || restore.has("verify")) {
      throw malformed(
          "restore.clusterName and restore.verify must be left out of a drill: it makes up a name,"
              + " and opens every file.");
    }
  }

  private void requireSource(TriggeredRestore restore) {
    Optional<String> source = definition.sourceClusterId();
    if (source.isEmpty()) {
      throw new Refused(
          ErrorCode.CLUSTER_ID_EMPTY,
          "restore.clusterId is missing; it must be the id of the cluster that was backed up.");
    }
    if (restore.clusterId().filter(id -> !id.equals(source.get())).isPresent()) {
      throw malformed(
          "restore.clusterId must be that of when.backupAvailable, or be left out: what arrives is"
              + " what is restored.");
    }
    boolean again =
        restore.destination().equals(source)
            && (definition.when() instanceof When.BackupAvailable
                || restore
                    .backup()
                    .orElse(TriggeredRestore.LATEST)
                    .equals(TriggeredRestore.LATEST));
    if (again) {
      throw new Refused(
          ErrorCode.TRIGGER_LOOP,
          "restore.destClusterId is the cluster that is backed up: its next backup would be of what"
              + " was restored. Choose another cluster.");
    }
  }

  private static Refused malformed(String message) {
    return new Refused(ErrorCode.FIELD_MALFORMED, message);
  }
}
