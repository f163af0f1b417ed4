package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class TransactionTest {
  private final Table table = EmbeddedAws.newTable();

  @Test
  void makesAllWrites() {
    table.write(Write.put(table, Item.key("old", "x")));

    var failed =
        new Transaction()
            .with(Write.put(table, Item.key("new", "x")).ifAbsent())
            .with(Write.update(table, "counter", "x").add("count", 1))
            .with(Write.delete(table, "old", "x").ifPresent())
            .run();

    assertThat(failed).isEmpty();
    assertThat(table.find("new", "x")).isPresent();
    assertThat(table.find("counter", "x")).isPresent();
    assertThat(table.find("old", "x")).isEmpty();
  }

  @Test
  void makesNoneAndNamesTheOneThatFailed() {
    table.write(Write.put(table, Item.key("taken", "x")));

    var failed =
        new Transaction()
            .with(Write.put(table, Item.key("new", "x")).ifAbsent())
            .with(Write.put(table, Item.key("taken", "x")).ifAbsent())
            .run();

    assertThat(failed).hasValue(1);
    assertThat(table.find("new", "x")).isEmpty();
  }

  @Test
  void aFailedCheckStopsTheOthers() {
    var failed =
        new Transaction()
            .with(Write.put(table, Item.key("new", "x")))
            .with(Write.check(table, "missing", "x").ifPresent())
            .run();

    assertThat(failed).hasValue(1);
    assertThat(table.find("new", "x")).isEmpty();
  }

  @Test
  void ofManyAtOnceOneTakesTheName() throws Exception {
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String owner = "owner-" + i;
      attempts.add(
          () ->
              new Transaction()
                  .with(Write.put(table, Item.key("name", "x").with("owner", owner)).ifAbsent())
                  .with(Write.put(table, Item.key(owner, "x")))
                  .run()
                  .isEmpty());
    }

    List<Boolean> won = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        won.add(attempt.get());
      }
    }

    assertThat(won).containsOnlyOnce(true);
    String owner = table.find("name", "x").orElseThrow().text("owner");
    assertThat(table.find(owner, "x")).isPresent();
  }

  /** DynamoDB Local makes one transaction after the other, so that the conflicts are made here. */
  @Test
  void conflictsAreOutlasted() {
    var conflicts = new AtomicInteger();
    var crowded = new Table(crowded(9, conflicts), table.name());

    var failed = new Transaction().with(Write.put(crowded, Item.key("new", "x"))).run();

    assertThat(failed).isEmpty();
    assertThat(conflicts).hasValue(9);
    assertThat(table.find("new", "x")).isPresent();
  }

  private static DynamoDbClient crowded(int times, AtomicInteger conflicts) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            TransactionTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("transactWriteItems") && conflicts.get() < times) {
                conflicts.incrementAndGet();
                throw TransactionCanceledException.builder()
                    .cancellationReasons(
                        CancellationReason.builder().code("TransactionConflict").build())
                    .build();
              }
              return method.invoke(EmbeddedAws.dynamoDb(), arguments);
            });
  }
}
