package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriggerDefinitionTest {
  private static final String HEAD = "'name':'one','projectId':'proj-1234'";
  private static final String ARRIVAL = "'when':{'backupAvailable':{'clusterId':'in01-source'}}";
  private static final String SCHEDULE =
      "'when':{'schedule':{'expression':'cron(0 3 * * ? *)','timeZone':'Europe/Berlin'}}";
  private static final String RESTORE =
      "'restore':{'clusterName':'to-{yyyyMMdd}','cuSize':1,'collectionStatus':'KEEP'}";

  private static TriggerDefinition parse(String fields) {
    return TriggerDefinition.parse(
        (ObjectNode) Json.tree("{" + (HEAD + "," + fields).replace('\'', '"') + "}"));
  }

  private static Refused refusal(String fields) {
    return catchThrowableOfType(Refused.class, () -> parse(fields));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    TriggerDefinition read = parse(ARRIVAL + "," + RESTORE);

    assertThat(read.when())
        .isEqualTo(new When.BackupAvailable("in01-source", Optional.empty(), Optional.empty()));
    assertThat(read.enabled()).isTrue();
    assertThat(read.drill()).isFalse();
    assertThat(read.keepLast()).isEmpty();
    assertThat(read.dropsClusters()).isFalse();
    assertThat(read.makesClustersThatStay()).isTrue();
    assertThat(read.sourceClusterId()).contains("in01-source");
  }

  @Test
  void theNameOfTheClusterHasTheTimeInTheZoneOfTheSchedule() {
    TriggerDefinition read =
        parse(
            SCHEDULE
                + ",'restore':{'clusterId':'in01-source','clusterName':'a-{yyyyMMdd-HH}','cuSize':1,'collectionStatus':'KEEP'}");

    TriggeredRestore restore =
        read.restoreAt(Instant.parse("2026-05-01T23:00:00Z"), Optional.empty(), "scratch");

    assertThat(read.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(restore.body().path("clusterName").asText()).isEqualTo("a-20260502-01");
    assertThat(restore.project()).contains("proj-1234");
    assertThat(restore.body().has("clusterId")).isFalse();
  }

  @Test
  void aProjectThatTheRestoreNamesStays() {
    TriggerDefinition read =
        parse(
            ARRIVAL
                + ",'restore':{'targetProjectId':'proj-5678','clusterName':'a','cuSize':1,'collectionStatus':'KEEP'}");

    TriggeredRestore restore = read.restoreAt(Instant.EPOCH, Optional.empty(), "scratch");

    assertThat(restore.project()).contains("proj-5678");
    assertThat(restore.body().has("projectId")).isFalse();
  }

  @Test
  void aDrillRestoresToAScratchClusterAndOpensEveryFile() {
    TriggerDefinition read =
        parse(
            ARRIVAL
                + ",'drill':true,'maxSeconds':60,'restore':{'cuSize':1,'collectionStatus':'KEEP'}");

    TriggeredRestore restore = read.restoreAt(Instant.EPOCH, Optional.empty(), "scratch");

    assertThat(restore.body().path("clusterName").asText()).isEqualTo("scratch");
    assertThat(restore.body().path("verify").asText()).isEqualTo("CONTENT");
    assertThat(read.dropsClusters()).isTrue();
    assertThat(read.makesClustersThatStay()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'when':{}|96112|when must have one of
          'when':{'request':false}|96112|when must have one of
          'when':{'request':true,'backupAvailable':{'clusterId':'in01-source'}}|96112|when must have one of
          'when':{'backupAvailable':{}}|96111|when.backupAvailable.clusterId is missing
          'when':{'backupAvailable':{'clusterId':'x'}}|96036|when.backupAvailable.clusterId must be
          'when':{'backupAvailable':{'clusterId':'in01-source','backupType':'x'}}|96029|when.backupAvailable.backupType
          'when':{'soon':true}|96110|when.soon
          'when':{'schedule':{'expression':'at noon'}}|96112|when.schedule.expression
          'when':{'schedule':{'expression':'rate(1 day)','timeZone':'Mars'}}|96112|when.schedule.timeZone
          'when':{'request':true},'restore':{'clusterId':'in01-source'}|96112|restore must be left out
          'when':{'request':true},'drill':true|96112|drill must be left out
          'when':{'backupAvailable':{'clusterId':'in01-source'}}|96111|restore is missing
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':'all'|96112|restore must be an object
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'cuSize':1,'collectionStatus':'KEEP'}|96111|restore.clusterName is missing
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'a_b','cuSize':1,'collectionStatus':'KEEP'}|96010|restore.clusterName must be
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'{YYYY}','cuSize':1,'collectionStatus':'KEEP'}|96010|between braces
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'a','cuSize':3,'collectionStatus':'KEEP'}|96023|restore.cuSize
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'a','cuSize':1,'collectionStatus':'KEEP','planId':'job-1'}|96112|restore.planId must be left out
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterId':'in01-other','clusterName':'a','cuSize':1,'collectionStatus':'KEEP'}|96112|restore.clusterId must be that of
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterId':'x','clusterName':'a','cuSize':1,'collectionStatus':'KEEP'}|96036|restore.clusterId must be the id
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'backup':7,'clusterName':'a','cuSize':1,'collectionStatus':'KEEP'}|96112|restore.backup must be a string
          'when':{'schedule':{'expression':'rate(1 day)'}},'restore':{'clusterName':'a','cuSize':1,'collectionStatus':'KEEP'}|96025|restore.clusterId is missing
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'destClusterId':'in01-source'}|96152|next backup would be
          'when':{'schedule':{'expression':'rate(1 day)'}},'restore':{'clusterId':'in01-source','destClusterId':'in01-source'}|96152|next backup would be
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'destClusterId':'in01-other'},'keepLast':1|96112|drill and keepLast are about new clusters
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'destClusterId':'in01-other'},'drill':true|96112|drill and keepLast are about new clusters
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'destClusterId':'in01-other','name':1}|96110|restore.name
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'cuSize':1,'collectionStatus':'KEEP'},'drill':true,'keepLast':1|96112|keepLast must be left out of a drill
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'cuSize':1,'collectionStatus':'KEEP','verify':'FILES'},'drill':true|96112|must be left out of a drill
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'a','cuSize':1,'collectionStatus':'KEEP'},'maxSeconds':5|96112|maxSeconds is the bound of a drill
          'when':{'backupAvailable':{'clusterId':'in01-source'}},'restore':{'clusterName':'a','cuSize':1,'collectionStatus':'KEEP'},'keepLast':-1|96112|keepLast must be 0 to 1000
          """,
      quoteCharacter = '"')
  void whatDoesNotFitIsRefusedByItsField(String fields, int code, String message) {
    Refused refused = refusal(fields);

    assertThat(refused).as(fields).isNotNull();
    assertThat(refused.reason()).contains(message);
    assertThat(refused.code().code()).isEqualTo(code);
  }

  @Test
  void aFixedBackupMayBeRestoredIntoItsOwnCluster() {
    assertThat(
            parse(
                    "'when':{'schedule':{'expression':'rate(1 day)'}},'restore':{'clusterId':'in01-source','backup':'backup1','destClusterId':'in01-source','conflictPolicy':'OVERWRITE'}")
                .restore())
        .isPresent();
  }
}
