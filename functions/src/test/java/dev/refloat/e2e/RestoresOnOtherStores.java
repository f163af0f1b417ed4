package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.stack.StackSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whole restores on an S3 and DynamoDB of another make. One suite; who extends it says where they
 * run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestoresOnOtherStores {
  private Optional<Stack> started = Optional.empty();

  /** Where they answer; skips the tests where nothing does. Nothing of a stack may be in them. */
  abstract StackSettings.Stores stores();

  @BeforeAll
  final void start() {
    started = Optional.of(Stack.on(stores()));
  }

  @AfterAll
  final void stop() {
    started.ifPresent(Stack::close);
  }

  private Stack stack() {
    return started.orElseThrow();
  }

  /** These servers tell of no object, so a backup has to be registered. */
  private Backup registered(Backups backups, SampleOptions options) {
    Backup backup = backups.elsewhere(options);
    Answer answer = backups.register(backup);
    assertThat(answer.code()).as(answer.message()).isZero();
    return backup;
  }

  private static List<String> digests(Map<String, byte[]> files) {
    Collection<byte[]> contents = files.values();
    return contents.stream().map(Digests::sha256).sorted().toList();
  }

  private void comesBack(Backups backups, Backup backup, String name) {
    Answer restore = backups.restore(backup, name);
    JsonNode job = backups.ended(restore);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(digests(backups.restoredLogs(restore)))
        .isNotEmpty()
        .isEqualTo(digests(backups.sourceLogs(backup)));
    assertThat(
            stack()
                .s3()
                .listMultipartUploads(r -> r.bucket(stack().connection().dataBucket()))
                .uploads())
        .isEmpty();
  }

  @Test
  final void aSampleComesBackByteForByte() {
    var backups = new Backups(stack());

    comesBack(backups, registered(backups, SampleOptions.small("nightly", 1)), "sample");
  }

  @Test
  final void largeObjectsComeBackInRangesOverManyBatches() {
    var backups = new Backups(stack());

    comesBack(backups, registered(backups, new SampleOptions("large", 2, 40 << 20, 100)), "large");
  }

  @Test
  final void aDamagedBackupFailsBeforeTheFirstCopy() {
    var backups = new Backups(stack());
    Backup backup = registered(backups, SampleOptions.small("damaged", 3));
    String lost = backups.lose(backup);

    Answer restore = backups.restore(backup, "damaged");
    JsonNode job = backups.ended(restore);

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(lost);
    assertThat(backups.restoredLogs(restore)).isEmpty();
  }
}
