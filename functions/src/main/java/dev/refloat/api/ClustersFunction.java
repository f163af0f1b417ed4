package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.backup.BackupQuery;
import dev.refloat.backup.BackupStore;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.Database;
import dev.refloat.cluster.Databases;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.rbac.RbacStore;
import dev.refloat.restore.Wiring;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v2/clusters}, one of them, and its catalogue. */
public final class ClustersFunction extends HttpFunction {
  private static final Comparator<Cluster> NEWEST_FIRST =
      Comparator.comparing(Cluster::createTime).thenComparing(Cluster::clusterId).reversed();

  private final ClusterStore clusters;
  private final Catalogue catalogue;
  private final Databases databases;
  private final BackupStore backups;
  private final RbacStore rbac;
  private final String dataBucket;

  private record Page(int count, int currentPage, int pageSize, List<ClusterView> clusters) {}

  private record Collections(
      String clusterId,
      int count,
      List<CollectionView> collections,
      List<DatabaseView> databases) {}

  /**
   * A database.
   *
   * @param collections how many of it are visible
   */
  private record DatabaseView(String dbName, Map<String, String> properties, long collections) {
    static DatabaseView of(Database database, List<CatalogueEntry> visible) {
      long count = visible.stream().filter(e -> e.dbName().equals(database.dbName())).count();
      return new DatabaseView(database.dbName(), database.properties(), count);
    }
  }

  public ClustersFunction() {
    this(System.getenv());
  }

  public ClustersFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private ClustersFunction(Clients clients) {
    super(clients);
    var wiring = new Wiring(clients);
    this.clusters = wiring.clusters();
    this.catalogue = wiring.catalogue();
    this.databases = wiring.databases();
    this.backups = wiring.backups();
    this.rbac = wiring.rbac();
    this.dataBucket = clients.settings().dataBucket();
    var guards = new Guards(Access.of(clients));
    route("GET /v2/clusters", guards.projects(Action.CLUSTER_VIEW), this::list);
    route(
        "GET /v2/clusters/{clusterId}",
        guards.cluster(clusters, Action.CLUSTER_VIEW),
        (cluster, _) -> describe(cluster));
    route(
        "GET /v2/clusters/{clusterId}/rbac",
        guards.cluster(clusters, Action.CLUSTER_VIEW),
        (cluster, _) -> RbacView.of(cluster.clusterId(), rbac.find(cluster.clusterId()).rbac()));
    route(
        "GET /v2/clusters/{clusterId}/collections",
        guards.cluster(clusters, Action.CLUSTER_VIEW),
        (cluster, _) -> collections(cluster));
  }

  private Page list(Sight sight, Request request) {
    Paging paging = request.query().paging();
    List<Cluster> all =
        sight.projects().stream()
            .flatMap(project -> clusters.list(project.id()).stream())
            .filter(sight::holds)
            .sorted(NEWEST_FIRST)
            .toList();
    return new Page(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream().map(ClusterView::of).toList());
  }

  private ClusterView.Detail describe(Cluster cluster) {
    long storageSize =
        catalogue.list(cluster.clusterId()).stream().mapToLong(CatalogueEntry::bytes).sum();
    return ClusterView.Detail.of(cluster, storageSize, snapshots(cluster));
  }

  private int snapshots(Cluster cluster) {
    return backups
        .list(
            new BackupQuery(
                List.of(cluster.projectId()),
                Optional.of(cluster.clusterId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BackupQuery.MIN_PAGE_SIZE,
                1))
        .count();
  }

  private Collections collections(Cluster cluster) {
    List<CatalogueEntry> visible = catalogue.list(cluster.clusterId());
    return new Collections(
        cluster.clusterId(),
        visible.size(),
        visible.stream().map(entry -> CollectionView.of(entry, dataBucket)).toList(),
        databases.list(cluster.clusterId(), visible).stream()
            .map(database -> DatabaseView.of(database, visible))
            .toList());
  }
}
