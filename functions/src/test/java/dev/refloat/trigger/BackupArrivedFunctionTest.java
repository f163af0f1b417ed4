package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.backup.BackupQuery;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import software.amazon.awssdk.core.sync.RequestBody;

final class BackupArrivedFunctionTest {
  private static final String KEY = "proj-1234/in01-source/nightly/meta/full_meta.json";

  private final Map<String, String> environment = EmbeddedAws.newEnvironment();
  private final Settings settings = new Settings(environment);
  private final BackupStore backups = new Wiring(settings).backups();
  private final BackupArrivedFunction function = new BackupArrivedFunction(environment);

  @Test
  void registersTheBackupWhoseMetaAppeared() {
    put(KEY, "{\"size\":1}");

    Invocation.of(function, created(KEY));

    assertThat(registered())
        .singleElement()
        .satisfies(
            backup -> {
              assertThat(backup.clusterId()).isEqualTo("in01-source");
              assertThat(backup.backupName()).isEqualTo("nightly");
              assertThat(backup.location().bucket()).isEqualTo(settings.backupBucket());
              assertThat(backup.size()).isEqualTo(1);
            });
  }

  @Test
  void anEventThatComesTwiceRegistersOneBackup() {
    put(KEY, "{\"size\":1}");
    Invocation.of(function, created(KEY));
    List<BackupRecord> once = registered();

    Invocation.of(function, created(KEY));

    assertThat(registered()).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proj-1234/in01-source/nightly/meta/backup_meta.json",
        "nightly/meta/full_meta.json",
        "proj-1234/in01-source/nightly/deeper/meta/full_meta.json",
        "project/in01-source/nightly/meta/full_meta.json",
        ""
      })
  void anyOtherObjectIsIgnored(String key) {
    Invocation.of(function, created(key));

    assertThat(registered()).isEmpty();
  }

  @Test
  void aBackupThatCannotBeReadFailsTheCallSoThatTheEventIsKept() {
    put(KEY, "{\"size\":");

    Refused refused =
        catchThrowableOfType(Refused.class, () -> Invocation.of(function, created(KEY)));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(registered()).isEmpty();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void anEventThatOutlivedItsBackupRegistersNothing() {
    Invocation.of(function, created(KEY));

    assertThat(registered()).isEmpty();
  }

  @Test
  void aBackupWhoseMetaIsGoneIsDeletedWhateverTheEventSays() {
    put(KEY, "{\"size\":1}");
    Invocation.of(function, created(KEY));
    EmbeddedAws.s3().deleteObject(r -> r.bucket(settings.backupBucket()).key(KEY));

    Invocation.of(function, created(KEY));
    assertThat(statuses()).containsExactly(BackupStatus.DELETED);
    Invocation.of(function, deleted(KEY));
    assertThat(statuses()).containsExactly(BackupStatus.DELETED);
  }

  @Test
  void oneThatIsThereAgainIsAvailableThoughItsDeletionIsHeardOfLater() {
    put(KEY, "{\"size\":1}");
    Invocation.of(function, created(KEY));
    EmbeddedAws.s3().deleteObject(r -> r.bucket(settings.backupBucket()).key(KEY));
    Invocation.of(function, deleted(KEY));
    put(KEY, "{\"size\":2}");

    Invocation.of(function, deleted(KEY));

    assertThat(statuses()).containsExactly(BackupStatus.AVAILABLE);
    assertThat(registered().getFirst().size()).isEqualTo(2);
  }

  private List<BackupStatus> statuses() {
    return registered().stream().map(BackupRecord::status).toList();
  }

  private void put(String key, String content) {
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(settings.backupBucket()).key(key), RequestBody.fromString(content));
  }

  private List<BackupRecord> registered() {
    return backups.list(BackupQuery.ofProject("proj-1234")).backups();
  }

  private String created(String key) {
    return event("backup-arrived.created", key);
  }

  private String deleted(String key) {
    return event("backup-arrived.deleted", key);
  }

  private String event(String file, String key) {
    ObjectNode event = EventFiles.read(file);
    ObjectNode detail = event.withObject("/detail");
    detail.withObject("/bucket").put("name", settings.backupBucket());
    detail.withObject("/object").put("key", key);
    return event.toString();
  }
}
