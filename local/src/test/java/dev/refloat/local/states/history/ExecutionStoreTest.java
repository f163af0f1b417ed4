package dev.refloat.local.states.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.states.eval.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk is read back as it was, also when the last record was cut off anywhere. */
class ExecutionStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ARN = "arn:aws:states:us-east-1:000000000000:execution:m:run";

  @TempDir Path directory;

  private static ExecutionStart start(String arn, @Nullable String mapRunArn) {
    return new ExecutionStart(
        arn,
        Arns.lastPart(arn),
        "arn:aws:states:us-east-1:000000000000:stateMachine:m",
        "role",
        false,
        NOW,
        "{\"a\":1}",
        mapRunArn == null ? "{}" : null,
        mapRunArn,
        0,
        mapRunArn == null ? 0 : 2);
  }

  private static Event event(String type) {
    return new Event("", 0, type, null, null, null);
  }

  private static End end() {
    return new End(Status.FAILED, NOW.plusSeconds(5), null, "E", "c");
  }

  private Path journal() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".journal")).findFirst().orElseThrow();
    }
  }

  @Test
  void whoever_lists_does_not_keep_an_execution_from_ending() throws Exception {
    ExecutionStore store = new ExecutionStore(directory);
    ExecutionTree tree = store.create(start(ARN, null));
    tree.root().end(event("ExecutionFailed"), end());
    String machine = tree.root().start().machineArn();
    Thread lister = Thread.ofVirtual().unstarted(() -> store.list(machine));
    Thread ending =
        Thread.ofVirtual()
            .start(
                () -> {
                  synchronized (tree) {
                    lister.start();
                    // Now it waits for the tree; it must not hold what the next line needs.
                    while (lister.getState() != Thread.State.BLOCKED) {
                      Thread.onSpinWait();
                    }
                    store.settle(tree);
                  }
                });

    assertThat(ending.join(Duration.ofSeconds(10))).isTrue();
    assertThat(lister.join(Duration.ofSeconds(10))).isTrue();
    assertThat(store.list(machine))
        .extracting(ExecutionSummary::status)
        .containsExactly(Status.FAILED);
  }

  @Test
  void an_execution_with_children_is_read_back() throws IOException {
    ExecutionTree tree = new ExecutionStore(directory).create(start(ARN, null));
    String mapRun = "arn:aws:states:us-east-1:000000000000:mapRun:m/L:" + Fingerprint.newName(ARN);
    MapRunLog run = tree.startMapRun(new MapRunStart(mapRun, 0, "L", true, 3, 4, 5.5, NOW));
    String childArn =
        "arn:aws:states:us-east-1:000000000000:execution:m/L:" + Fingerprint.newName(ARN);
    ExecutionLog child = tree.start(start(childArn, mapRun));
    child.append(event("ExecutionStarted"), NOW);
    child.end(event("ExecutionFailed"), end());
    run.end(MapRunLog.RunStatus.FAILED, NOW);
    tree.root().append(event("ExecutionStarted"), NOW);
    tree.root().end(event("ExecutionFailed"), end());

    ExecutionStore again = new ExecutionStore(directory);
    assertThat(again.load()).hasSize(1);
    ExecutionLog root = Objects.requireNonNull(again.find(ARN));
    assertThat(root.status()).isEqualTo(Status.FAILED);
    assertThat(root.end()).isEqualTo(end());
    assertThat(root.start()).isEqualTo(start(ARN, null));
    assertThat(root.events(1, 9).stream().map(e -> e.path("type").asText()).toList())
        .containsExactly("ExecutionStarted", "ExecutionFailed");
    ExecutionLog childAgain = Objects.requireNonNull(again.find(childArn));
    assertThat(childAgain.end()).isEqualTo(end());
    MapRunLog runAgain = Objects.requireNonNull(again.findMapRun(mapRun));
    assertThat(runAgain.start()).isEqualTo(run.start());
    assertThat(runAgain.status()).isEqualTo(MapRunLog.RunStatus.FAILED);
    assertThat(runAgain.children()).containsExactly(childAgain);
  }

  @Test
  void a_journal_cut_off_at_any_byte_is_read_up_to_its_last_whole_record() throws IOException {
    ExecutionTree tree = new ExecutionStore(directory).create(start(ARN, null));
    tree.root().append(event("ExecutionStarted"), NOW);
    tree.root().append(event("PassStateEntered"), NOW);
    byte[] whole = Files.readAllBytes(journal());
    for (int length = 0; length <= whole.length; length++) {
      Path copy = directory.resolve("cut/" + length);
      Files.createDirectories(copy);
      Files.write(copy.resolve(journal().getFileName()), java.util.Arrays.copyOf(whole, length));
      ExecutionStore store = new ExecutionStore(copy);
      List<ExecutionTree> trees = store.load();
      String text = new String(whole, 0, length, java.nio.charset.StandardCharsets.UTF_8);
      long records = text.chars().filter(c -> c == '\n').count();
      if (records == 0) {
        assertThat(trees).isEmpty();
        assertThat(store.find(ARN)).isNull();
      } else {
        ExecutionLog root = trees.getFirst().root();
        assertThat(root.eventCount()).isEqualTo((int) records - 1);
        // What comes after the cut is written where the whole records end.
        root.append(event("Next"), NOW);
        assertThat(new ExecutionStore(copy).load().getFirst().root().eventCount())
            .isEqualTo((int) records);
      }
    }
  }

  @Test
  void a_settled_execution_is_listed_without_its_journal_being_read() throws IOException {
    ExecutionStore store = new ExecutionStore(directory);
    ExecutionTree tree = store.create(start(ARN, null));
    tree.root().end(event("ExecutionFailed"), end());
    tree.root().told();
    store.settle(tree);
    Files.write(journal(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

    ExecutionStore again = new ExecutionStore(directory);
    assertThat(again.load()).isEmpty();
    assertThat(again.list("arn:aws:states:us-east-1:000000000000:stateMachine:m"))
        .containsExactly(ExecutionSummary.of(tree.root()));
  }

  @Test
  void a_redrive_makes_it_unsettled_before_anything_is_written() throws IOException {
    ExecutionStore store = new ExecutionStore(directory);
    ExecutionTree tree = store.create(start(ARN, null));
    tree.root().end(event("ExecutionFailed"), end());
    tree.root().told();
    store.settle(tree);
    store.unsettle(tree);
    assertThat(new ExecutionStore(directory).load())
        .hasSize(1)
        .allMatch(read -> read.root().isTold());
    tree.root().redrive(NOW);
    ExecutionLog again = new ExecutionStore(directory).load().getFirst().root();
    assertThat(again.status()).isEqualTo(Status.RUNNING);
    assertThat(again.isTold()).isFalse();
    assertThat(again.redriveCount()).isEqualTo(1);
  }

  @Test
  void nothing_is_written_after_the_end() throws IOException {
    ExecutionLog root = new ExecutionStore(directory).create(start(ARN, null)).root();
    root.end(event("ExecutionFailed"), end());
    assertThatThrownBy(() -> root.append(event("Late"), NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> root.end(event("ExecutionAborted"), end()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_last_event_has_room_when_the_history_is_full() throws IOException {
    ExecutionLog root = new ExecutionStore(directory).create(start(ARN, null)).root();
    for (int i = 1; i < ExecutionLog.MOST_EVENTS; i++) {
      root.append(event("PassStateEntered"), NOW);
    }
    assertThatThrownBy(() -> root.append(event("PassStateExited"), NOW))
        .isInstanceOf(HistoryFull.class);
    root.end(event("ExecutionFailed"), end());
    assertThat(root.eventCount()).isEqualTo(ExecutionLog.MOST_EVENTS);
  }

  @Test
  void records_over_a_read_s_size_are_read_whole() throws IOException {
    ExecutionLog root = new ExecutionStore(directory).create(start(ARN, null)).root();
    String large = "é".repeat(100_000);
    root.append(
        new Event("", 0, "X", "d", Values.JSON.createObjectNode().put("t", large), null), NOW);
    assertThat(root.events(1, 1).getFirst().path("d").path("t").asText()).isEqualTo(large);
  }
}
