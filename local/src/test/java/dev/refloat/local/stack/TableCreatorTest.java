package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.template.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

final class TableCreatorTest {
  private static DynamoDbServer server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() throws IOException {
    server = DynamoDbServer.start(Optional.empty(), 0);
    client = new AwsClients("us-east-1", "access", "secret").dynamoDb(server.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static Table table(String name, Optional<String> sort, Table.Index... indexes) {
    return new Table(
        name,
        name,
        Map.of("pk", "S", "sk", "N"),
        new Table.Key("pk", sort),
        List.of(indexes),
        List.of(),
        Optional.of("expiresAt"),
        Optional.empty());
  }

  private static Table followed(Table table) {
    return new Table(
        table.logicalId(),
        table.name(),
        table.attributes(),
        table.key(),
        table.globalIndexes(),
        table.localIndexes(),
        table.timeToLiveAttribute(),
        Optional.of("KEYS_ONLY"));
  }

  private static String streamView(String name) {
    TableDescription made = client.describeTable(r -> r.tableName(name)).table();
    return made.streamSpecification().streamViewTypeAsString();
  }

  private static final Table.Index BY_SK =
      new Table.Index("bySk", new Table.Key("sk", Optional.of("pk")), "INCLUDE", List.of("name"));

  @Test
  void makesKeyIndexAndTimeToLive() {
    new TableCreator(client).create(table("full", Optional.of("sk"), BY_SK));
    TableDescription made = client.describeTable(r -> r.tableName("full")).table();
    assertThat(made.keySchema())
        .extracting(key -> key.attributeName() + key.keyType())
        .containsExactly("pkHASH", "skRANGE");
    assertThat(made.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("bySk");
              assertThat(index.projection().nonKeyAttributes()).containsExactly("name");
            });
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName("full"))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAt");
  }

  @Test
  void aSecondTimeChangesNothing() {
    TableCreator creator = new TableCreator(client);
    creator.create(table("twice", Optional.of("sk"), BY_SK));
    client.putItem(
        r ->
            r.tableName("twice")
                .item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1"))));
    creator.create(table("twice", Optional.of("sk"), BY_SK));
    assertThat(client.scan(r -> r.tableName("twice")).count()).isEqualTo(1);
  }

  @Test
  void aTableGetsItsStreamWhenItIsMadeOrLater() {
    TableCreator creator = new TableCreator(client);
    creator.create(followed(table("followed", Optional.empty(), BY_SK)));
    creator.create(table("later", Optional.empty(), BY_SK));
    creator.create(followed(table("later", Optional.empty(), BY_SK)));
    creator.create(followed(table("later", Optional.empty(), BY_SK)));

    assertThat(streamView("followed")).isEqualTo("KEYS_ONLY");
    assertThat(streamView("later")).isEqualTo("KEYS_ONLY");
  }

  @Test
  void aTableThatDiffersFromTheTemplateIsRefused() {
    TableCreator creator = new TableCreator(client);
    creator.create(table("other", Optional.of("sk"), BY_SK));
    assertThatThrownBy(() -> creator.create(table("other", Optional.of("sk"))))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("other indexes");
  }
}
