package dev.refloat.restore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.FirstNames;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.RbacConflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a backup is wanted, and as what, in the words of the request. A job keeps it until the
 * plan is made.
 *
 * @param databases in the order of the request; empty: everything, under its own name
 * @param load of everything that {@code databases} does not name itself
 * @param verify how what was copied is compared with the backup
 * @param rbacConflict what to do with users and roles that are there already; null: restore none
 */
public record Selection(
    List<Database> databases,
    Load load,
    ConflictPolicy conflictPolicy,
    Verify verify,
    @Nullable RbacConflict rbacConflict) {
  public Selection {
    databases = List.copyOf(databases);
  }

  /** Without users and roles. */
  public Selection(
      List<Database> databases, Load load, ConflictPolicy conflictPolicy, Verify verify) {
    this(databases, load, conflictPolicy, verify, null);
  }

  Selection with(Optional<RbacConflict> rbac) {
    return new Selection(databases, load, conflictPolicy, verify, rbac.orElse(null));
  }

  Optional<RbacConflict> rbac() {
    return Optional.ofNullable(rbacConflict);
  }

  /**
   * A database of the backup.
   *
   * @param collections empty: all of them, under their own names
   */
  public record Database(String dbName, String destDbName, List<Wanted> collections) {
    public Database {
      collections = List.copyOf(collections);
    }
  }

  /** One collection. */
  public record Wanted(String name, String destName, Load load) {}

  /** A job that was asked for before there was a choice has no {@code verify}. */
  @JsonCreator
  static Selection kept(
      @JsonProperty("databases") List<Database> databases,
      @JsonProperty("load") Load load,
      @JsonProperty("conflictPolicy") ConflictPolicy conflictPolicy,
      @JsonProperty("verify") @Nullable Verify verify,
      @JsonProperty("rbacConflict") @Nullable RbacConflict rbacConflict) {
    return new Selection(
        databases, load, conflictPolicy, verify == null ? Verify.FILES : verify, rbacConflict);
  }

  static Selection everything(Load load, Verify verify) {
    return new Selection(List.of(), load, ConflictPolicy.FAIL, verify);
  }

  /**
   * The collections that are wanted, in the order of the request, or of the backup where that does
   * not name them.
   *
   * @param backup the names of the backup's collections by database
   * @throws Refused 96104 naming what the backup does not have, 96106 where two of them would get
   *     one name
   */
  List<Target> targets(Map<String, ? extends Collection<String>> backup) {
    var targets = new ArrayList<Target>();
    var absent = new ArrayList<String>();
    if (databases.isEmpty()) {
      backup.forEach((db, names) -> names.forEach(n -> targets.add(same(db, n))));
    }
    for (Database database : databases) {
      Collection<String> names = backup.get(database.dbName());
      if (names == null) {
        absent.add("database " + database.dbName());
      } else {
        add(database, names, targets, absent);
      }
    }
    refuseAbsent(absent);
    refuseTwice(targets);
    return targets;
  }

  private Target same(String dbName, String name) {
    return new Target(dbName, name, dbName, name, load);
  }

  private void add(
      Database database, Collection<String> names, List<Target> targets, List<String> absent) {
    if (database.collections().isEmpty()) {
      for (String name : names) {
        targets.add(new Target(database.dbName(), name, database.destDbName(), name, load));
      }
    }
    for (Wanted wanted : database.collections()) {
      if (!names.contains(wanted.name())) {
        absent.add("collection " + database.dbName() + "." + wanted.name());
      }
      targets.add(
          new Target(
              database.dbName(),
              wanted.name(),
              database.destDbName(),
              wanted.destName(),
              wanted.load()));
    }
  }

  private static void refuseAbsent(List<String> absent) {
    if (!absent.isEmpty()) {
      throw new Refused(
          ErrorCode.COLLECTION_NOT_IN_BACKUP,
          "The backup has no "
              + FirstNames.of(absent)
              + ". What it has stands in the dbCollections of its description.");
    }
  }

  private static void refuseTwice(List<Target> targets) {
    Set<String> seen = new HashSet<>();
    List<String> twice =
        targets.stream()
            .map(Target::destination)
            .filter(name -> !seen.add(name))
            .distinct()
            .toList();
    if (!twice.isEmpty()) {
      throw new Refused(
          ErrorCode.DESTINATION_TWICE,
          "Two entries would become "
              + FirstNames.of(twice)
              + ". Give each a destDbName or destCollectionName of its own.");
    }
  }
}
