package dev.refloat.access;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The Access table. Every read is consistent: a key that was revoked or made is so for the next
 * call.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>pk</th><th>sk</th><th>what</th></tr>
 * <tr><td>INSTALLATION</td><td>INSTALLATION</td><td>what the first call made</td></tr>
 * <tr><td>ORG#{id}</td><td>ORG</td><td>an organization</td></tr>
 * <tr><td>ORG#{id}</td><td>PROJECT#{projectId}</td><td>its projects, to list them</td></tr>
 * <tr><td>PROJECT#{id}</td><td>PROJECT</td><td>a project, to look it up</td></tr>
 * <tr><td>KEY#{hash}</td><td>KEY</td><td>whose key it is</td></tr>
 * <tr><td>ORG#{id}</td><td>KEY#{apiKeyId}</td><td>its keys</td></tr>
 * <tr><td>ORG#{id}</td><td>USE#{apiKeyId}</td><td>last use, and calls in its minute</td></tr>
 * <tr><td>ORG#{id}</td><td>ROLE#{roleId}</td><td>its roles</td></tr>
 * <tr><td>ORG#{id}</td><td>ROLENAME#{name}</td><td>names that roles have taken</td></tr>
 * </table>
 */
public final class AccessStore {
  private static final String INSTALLATION = "INSTALLATION";
  private static final String PROJECT = "PROJECT";
  private static final String KEY = "KEY";

  private final Table table;

  public AccessStore(Table table) {
    this.table = table;
  }

  public static AccessStore of(Clients clients) {
    return new AccessStore(new Table(clients.dynamoDb(), clients.settings().accessTable()));
  }

  Optional<ApiKey> findKey(KeySecret secret) {
    return table
        .find(keyPartition(secret), KEY)
        .flatMap(item -> findKey(item.text("organizationId"), item.text("apiKeyId")));
  }

  Optional<ApiKey> findKey(String organizationId, String apiKeyId) {
    return table.find(organizationPartition(organizationId), "KEY#" + apiKeyId).map(ApiKey::of);
  }

  List<ApiKey> listKeys(String organizationId) {
    return table.query(organizationPartition(organizationId), "KEY#").stream()
        .map(ApiKey::of)
        .toList();
  }

  /** Writes a key; nothing happens where it is there already. */
  void addKey(ApiKey key, KeySecret secret) {
    keyWrites(new Transaction(), key, secret).run();
  }

  /**
   * Revokes a key, provided that the other one is active still; nothing happens otherwise.
   *
   * @param owner a key of an owner that must be left
   */
  void revokeKey(ApiKey key, Optional<ApiKey> owner) {
    var transaction =
        new Transaction()
            .with(
                Write.update(table, organizationPartition(key.organizationId()), "KEY#" + key.id())
                    .set("state", ApiKey.State.REVOKED.name())
                    .ifPresent());
    owner.ifPresent(
        left ->
            transaction.with(
                Write.check(table, organizationPartition(left.organizationId()), "KEY#" + left.id())
                    .ifEquals("state", ApiKey.State.ACTIVE.name())));
    transaction.run();
  }

  /**
   * Counts a call of a key.
   *
   * @return calls in the minute of {@code now}, this one included
   */
  long countCall(String organizationId, String apiKeyId, Instant now) {
    String minute = now.truncatedTo(ChronoUnit.MINUTES).toString();
    return table
        .writeReturning(
            useOf(organizationId, apiKeyId, now).add("calls", 1).ifEquals("minute", minute))
        .map(use -> use.number("calls"))
        .orElseGet(
            () -> {
              table.write(
                  useOf(organizationId, apiKeyId, now).set("minute", minute).set("calls", 1));
              return 1L;
            });
  }

  private Write useOf(String organizationId, String apiKeyId, Instant now) {
    return Write.update(table, organizationPartition(organizationId), "USE#" + apiKeyId)
        .set("lastUsedAt", now.toString());
  }

  /** When each key was last used, by its id; one that never was is absent. */
  Map<String, Instant> lastUses(String organizationId) {
    return table.query(organizationPartition(organizationId), "USE#").stream()
        .collect(
            Collectors.toMap(
                item -> item.text("sk").substring("USE#".length()),
                item -> item.instant("lastUsedAt")));
  }

  Optional<CustomRole> findRole(String organizationId, String roleId) {
    return table.find(organizationPartition(organizationId), "ROLE#" + roleId).map(CustomRole::of);
  }

  List<CustomRole> listRoles(String organizationId) {
    return table.query(organizationPartition(organizationId), "ROLE#").stream()
        .map(CustomRole::of)
        .toList();
  }

  /** Writes a role with its name; false where the name is taken, or the role there already. */
  boolean addRole(CustomRole role) {
    String organization = organizationPartition(role.organizationId());
    return new Transaction()
        .with(
            Write.put(
                    table, Item.key(organization, roleName(role.name())).with("roleId", role.id()))
                .ifAbsent())
        .with(Write.put(table, role.fill(Item.key(organization, "ROLE#" + role.id()))).ifAbsent())
        .run()
        .isEmpty();
  }

  /** Removes a role and frees its name; nothing happens where it is gone. */
  void removeRole(CustomRole role) {
    String organization = organizationPartition(role.organizationId());
    new Transaction()
        .with(Write.delete(table, organization, "ROLE#" + role.id()))
        .with(
            Write.delete(table, organization, roleName(role.name()))
                .ifAbsentOrEquals("roleId", role.id()))
        .run();
  }

  Optional<Project> findProject(String projectId) {
    return table.find("PROJECT#" + projectId, PROJECT).map(Project::of);
  }

  Optional<Installation> findInstallation() {
    return table.find(INSTALLATION, INSTALLATION).map(Installation::of);
  }

  List<Project> listProjects(String organizationId) {
    return table.query(organizationPartition(organizationId), "PROJECT#").stream()
        .map(Project::of)
        .toList();
  }

  /** Writes a project; nothing happens where it is there already. */
  void addProject(Project project) {
    projectWrites(new Transaction(), project).run();
  }

  /**
   * Writes an organization with its first project and key, all or nothing.
   *
   * @return false where an installation exists already; then nothing was written
   */
  boolean install(Organization organization, Project project, ApiKey key, KeySecret secret) {
    var transaction =
        new Transaction()
            .with(
                Write.put(
                        table,
                        new Installation(organization.id(), project.id())
                            .fill(Item.key(INSTALLATION, INSTALLATION)))
                    .ifAbsent())
            .with(
                Write.put(
                        table,
                        organization.fill(
                            Item.key(organizationPartition(organization.id()), "ORG")))
                    .ifAbsent());
    return keyWrites(projectWrites(transaction, project), key, secret).run().isEmpty();
  }

  private Transaction projectWrites(Transaction transaction, Project project) {
    String organization = organizationPartition(project.organizationId());
    return transaction
        .with(
            Write.put(table, project.fill(Item.key(organization, "PROJECT#" + project.id())))
                .ifAbsent())
        .with(
            Write.put(table, project.fill(Item.key("PROJECT#" + project.id(), PROJECT)))
                .ifAbsent());
  }

  private Transaction keyWrites(Transaction transaction, ApiKey key, KeySecret secret) {
    String organization = organizationPartition(key.organizationId());
    return transaction
        .with(
            Write.put(
                    table,
                    Item.key(keyPartition(secret), KEY)
                        .with("organizationId", key.organizationId())
                        .with("apiKeyId", key.id()))
                .ifAbsent())
        .with(Write.put(table, key.fill(Item.key(organization, "KEY#" + key.id()))).ifAbsent());
  }

  private static String roleName(String name) {
    return "ROLENAME#" + name.toLowerCase(Locale.ROOT);
  }

  private static String keyPartition(KeySecret secret) {
    return "KEY#" + secret.hash();
  }

  private static String organizationPartition(String organizationId) {
    return "ORG#" + organizationId;
  }
}
