package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.Findings;
import dev.refloat.backup.MetaCheck;
import dev.refloat.backup.MetaReader;
import dev.refloat.backup.RealBackup;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.export.ClusterExport;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.Rbac;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.MetaEquality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** A backup is restored, exported and read again. */
final class ExportedMetaTest {
  private static final MetaReader READER = new MetaReader(EmbeddedAws.s3());

  @Test
  void theMetaOfARestoredClusterIsThatOfItsBackup() {
    assertSame(SampleRestore.create());
  }

  @Test
  void soItIsOfABackupThatMilvusBackupWrote() {
    assertSame(SampleRestore.of(RealBackup.folder()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void soItIsOfABackupOfAnyShape(SampleShape shape) {
    assertSame(SampleRestore.ofShape(shape));
  }

  static Stream<SampleShape> shapes() {
    return Stream.of(SampleShape.values()).filter(shape -> !shape.isRefused());
  }

  private static void assertSame(SampleRestore restore) {
    restore.runThrough(Step.FINISH);

    ClusterExport.Exported exported = export(restore);

    BackupMeta original = READER.read(restore.backup.location());
    BackupMeta read = READER.read(location(restore));
    Findings findings = MetaCheck.check(read);
    assertThat(findings.problems()).isEmpty();
    assertThat(findings.warningCount())
        .as("%s", findings.warnings())
        .isLessThanOrEqualTo(MetaCheck.check(original).warningCount());
    new MetaEquality(bySource(restore), CuSize.shardLimit(restore.cluster.cuSize()))
        .assertSame(original, read);
    List<CatalogueEntry> visible = restore.visible();
    assertThat(exported.collections()).isEqualTo(visible.size());
    assertThat(exported.segments())
        .isEqualTo(visible.stream().mapToInt(CatalogueEntry::segmentCount).sum());
    assertThat(exported.objects()).isEqualTo(restore.job().plan().orElseThrow().objects());
    assertThat(exported.bytes()).isEqualTo(restore.job().plan().orElseThrow().bytes());
  }

  @Test
  void usersAndRolesAreThoseOfTheBackup() {
    SampleRestore restore = SampleRestore.withRbac();
    restore.runThrough(Step.FINISH);

    export(restore);

    Rbac original = Rbac.of(READER.read(restore.backup.location()).rbac().orElseThrow());
    assertThat(Rbac.of(READER.read(location(restore)).rbac().orElseThrow())).isEqualTo(original);
  }

  @Test
  void eachLogPathLeadsToAFileAndEachFileHasOne() {
    SampleRestore restore = SampleRestore.create();
    restore.runThrough(Step.FINISH);
    List<String> files = restore.restoredKeys();

    export(restore);

    JsonNode meta = meta(restore);
    assertThat(meta.findValuesAsText("log_path")).containsExactlyInAnyOrderElementsOf(files);
    assertThat(meta.findValues("log_id")).allMatch(JsonNode::isIntegralNumber);
    assertThat(meta.findValues("group_id")).isEmpty();
  }

  @Test
  void anExportThatIsRepeatedWritesTheSame() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.FINISH);

    export(restore);
    byte[] first = bytes(restore);
    export(restore);

    assertThat(bytes(restore)).isEqualTo(first);
  }

  @Test
  void whatIsNotVisibleIsNotInIt() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.FINISH);
    SampleRestore next =
        restore.next(
            new Selection(
                List.of(new Selection.Database("media", "other", List.of())),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES));
    next.runThrough(Step.VERIFY);

    export(restore);
    assertThat(READER.read(location(restore)).collections()).hasSize(1);

    next.run(Step.COMMIT);
    export(restore);
    assertThat(READER.read(location(restore)).collections()).hasSize(3);
  }

  @Test
  void aRenamedCollectionHasItsNewNameEverywhere() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.FINISH);
    restore
        .next(
            new Selection(
                List.of(
                    new Selection.Database(
                        "media",
                        "archive",
                        List.of(new Selection.Wanted("images", "pictures_2025", Load.LOADED)))),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES))
        .runThrough(Step.FINISH);

    export(restore);

    JsonNode renamed =
        meta(restore)
            .path("collection_backups")
            .valueStream()
            .filter(c -> c.path("db_name").asText().equals("archive"))
            .findFirst()
            .orElseThrow();
    assertThat(renamed.path("collection_name").asText()).isEqualTo("pictures_2025");
    assertThat(renamed.at("/schema/name").asText()).isEqualTo("pictures_2025");
    assertThat(renamed.path("load_state").asText()).isEqualTo("Loaded");
    assertThat(renamed.path("partition_backups").findValuesAsText("load_state"))
        .isNotEmpty()
        .containsOnly("Loaded");
  }

  @Test
  void aFileThatIsMissingOrUnknownIsNamedAndNothingIsWritten() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.FINISH);
    String bucket = restore.settings.dataBucket();
    String lost = restore.restoredKeys().getLast();
    String[] parts = lost.split("/", -1);
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(lost));
    String unknown = parts[0] + "/insert_log/" + parts[2] + "/1/2/100/3";
    EmbeddedAws.s3().putObject(r -> r.bucket(bucket).key(unknown), RequestBody.fromString("bytes"));

    Refused refused = catchThrowableOfType(Refused.class, () -> export(restore));

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_FILES_DAMAGED);
    assertThat(refused.reason()).contains(unknown, "segment " + parts[4]);
    assertThat(restore.restoredKeys()).noneMatch(key -> key.contains("/meta/"));
  }

  @Test
  void aClusterThatDoesNotRunIsNotExported() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.VERIFY);

    Refused refused = catchThrowableOfType(Refused.class, () -> export(restore));

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_NOT_RUNNING);
  }

  private static ClusterExport.Exported export(SampleRestore restore) {
    var cluster = restore.wiring.clusters().find(restore.cluster.clusterId()).orElseThrow();
    return new ClusterExport(
            EmbeddedAws.s3(),
            restore.settings.dataBucket(),
            restore.wiring.catalogue(),
            restore.wiring.databases())
        .export(cluster, Optional.of(restore.wiring.rbac().find(cluster.clusterId()).rbac()));
  }

  private static BackupLocation location(SampleRestore restore) {
    return new BackupLocation(restore.settings.dataBucket(), restore.cluster.clusterId());
  }

  private static byte[] bytes(SampleRestore restore) {
    String key = location(restore).key("meta/full_meta.json");
    return EmbeddedAws.s3()
        .getObjectAsBytes(r -> r.bucket(restore.settings.dataBucket()).key(key))
        .asByteArray();
  }

  private static JsonNode meta(SampleRestore restore) {
    return Json.read(bytes(restore), JsonNode.class);
  }

  private static Map<String, CatalogueEntry> bySource(SampleRestore restore) {
    return restore.visible().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.dbName() + "." + entry.collectionName(), Function.identity()));
  }
}
