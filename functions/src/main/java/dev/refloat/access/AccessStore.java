package dev.refloat.access;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * <tr><td>KEY#{hash}</td><td>KEY</td><td>a key, to look it up</td></tr>
 * <tr><td>ORG#{id}</td><td>KEY#{apiKeyId}</td><td>its keys, to list and revoke them</td></tr>
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

  public static AccessStore of(Settings settings) {
    return new AccessStore(new Table(new Clients(settings).dynamoDb(), settings.accessTable()));
  }

  Optional<ApiKey> findKey(KeySecret secret) {
    return table.find(keyPartition(secret), KEY).map(ApiKey::of);
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

  /**
   * Writes an organization with its first project and key, all or nothing.
   *
   * @return false where an installation exists already; then nothing was written
   */
  boolean install(Organization organization, Project project, ApiKey key, KeySecret secret) {
    var transaction = new Transaction();
    Stream.of(
            new Installation(organization.id(), project.id())
                .fill(Item.key(INSTALLATION, INSTALLATION)),
            organization.fill(Item.key(organizationPartition(organization.id()), "ORG")),
            project.fill(
                Item.key(organizationPartition(organization.id()), "PROJECT#" + project.id())),
            project.fill(Item.key("PROJECT#" + project.id(), PROJECT)),
            key.fill(Item.key(keyPartition(secret), KEY)),
            // Leads to the key's own item; what can change stands only there.
            Item.key(organizationPartition(organization.id()), "KEY#" + key.id())
                .with("hash", secret.hash()))
        .forEach(item -> transaction.with(Write.put(table, item).ifAbsent()));
    return transaction.run().isEmpty();
  }

  private static String keyPartition(KeySecret secret) {
    return "KEY#" + secret.hash();
  }

  private static String organizationPartition(String organizationId) {
    return "ORG#" + organizationId;
  }
}
