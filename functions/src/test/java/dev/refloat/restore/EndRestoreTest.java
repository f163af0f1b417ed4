package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/** Names that a restore into a cluster reserves when it is asked for: before it has a plan. */
final class EndRestoreTest {
  private final SampleRestore restore = SampleRestore.create();
  private final CollectionNames names = restore.wiring.names();

  private void reserve(Run run) {
    new Transaction()
        .with(names.reservation(restore.cluster.clusterId(), "default", "films", run.name(), false))
        .run();
  }

  private boolean isReserved() {
    return names.find(restore.cluster.clusterId(), "default", "films").isPresent();
  }

  /** Nobody may come again behind the end. */
  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "1, false", "1, true"})
  void aJobThatHasEndedHoldsNoNameWhereverItsEndingDied(int write, boolean after) {
    reserve(restore.job.run());
    var cutOff = CutOff.at(write, after);
    var clients = new Clients(restore.settings);
    var wiring =
        new Wiring(
            clients,
            cutOff.client(DynamoDbClient.class, clients.dynamoDb()),
            clients::stepFunctions,
            InstantSource.system(),
            SampleRestore.SHORT_PAUSES);
    try {
      wiring.endRestore().abandon(restore.job.run(), "The plan failed.");
    } catch (CutOff.ProcessDied e) {
      assertThat(cutOff.writes()).hasSize(write + 1);
    }
    assertThat(restore.job().status().isTerminal() && isReserved()).isFalse();
    assertThat(restore.abandon("The plan failed.")).isEqualTo(JobStatus.FAILED);
    assertThat(isReserved()).isFalse();
  }

  @Test
  void aRunThatEndsFreesWhatAnEarlierOneLeft() {
    reserve(restore.job.run());
    EmbeddedAws.dynamoDb()
        .updateItem(
            r ->
                r.tableName(restore.settings.jobsTable())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("JOB#" + restore.job.jobId()),
                            "sk", AttributeValue.fromS("JOB")))
                    .attributeUpdates(
                        Map.of(
                            "run",
                            AttributeValueUpdate.builder()
                                .action(AttributeAction.PUT)
                                .value(AttributeValue.fromN("2"))
                                .build())));

    restore.abandon("The plan failed.");

    assertThat(restore.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(isReserved()).isFalse();
  }

  @Test
  void theNamesOfOtherJobsStay() {
    reserve(Run.first("job-other"));

    restore.abandon("The plan failed.");

    assertThat(isReserved()).isTrue();
  }
}
