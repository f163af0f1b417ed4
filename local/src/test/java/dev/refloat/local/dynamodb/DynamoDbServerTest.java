package dev.refloat.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.monitoring.Telemetry;

final class DynamoDbServerTest {
  @Test
  void itemsSurviveARestart(@TempDir Path directory) throws IOException {
    Path data = directory.resolve("not yet there");
    try (var server = DynamoDbServer.start(Optional.of(data), 0);
        var client = client(server, "eu-west-1")) {
      createTable(client);
      put(client, "9007199254740993");
    }
    try (var server = DynamoDbServer.start(Optional.of(data), 0);
        var client = client(server, "eu-west-1")) {
      assertThat(get(client, "9007199254740993")).containsKey("id");
    }
  }

  @Test
  void tablesInMemoryAreOfOneServerOnly() throws IOException {
    try (var one = DynamoDbServer.start(Optional.empty(), 0);
        var other = DynamoDbServer.start(Optional.empty(), 0);
        var clientOfOne = client(one, "eu-west-1");
        var clientOfOther = client(other, "eu-west-1")) {
      createTable(clientOfOne);
      createTable(clientOfOther);
      put(clientOfOne, "a");

      assertThat(get(clientOfOne, "a")).isNotEmpty();
      assertThat(get(clientOfOther, "a")).isEmpty();
    }
  }

  @Test
  void everyRegionSeesTheSameTables() throws IOException {
    try (var server = DynamoDbServer.start(Optional.empty(), 0);
        var client = client(server, "eu-west-1");
        var elsewhere = client(server, "us-east-1")) {
      createTable(client);
      assertThat(elsewhere.listTables().tableNames()).containsExactly("things");
    }
  }

  @Test
  void noOtherAddressOfTheHostIsServed() throws IOException {
    try (var server = DynamoDbServer.start(Optional.empty(), 0)) {
      var other =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .findFirst();
      Assumptions.assumeTrue(other.isPresent(), "the host has no address but loopback");
      int port = server.endpoint().getPort();

      assertThat(connects(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
      assertThat(connects(other.get(), port)).isFalse();
    }
  }

  @Test
  void telemetryIsNeverSetUp() throws IOException {
    try (var server = DynamoDbServer.start(Optional.empty(), 0);
        var client = client(server, "eu-west-1")) {
      createTable(client);
      assertThat(Telemetry.getTelemetry()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> DynamoDbServer.start(Optional.empty(), taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessage("DynamoDB cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  private static boolean connects(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (ConnectException refused) {
      return false;
    }
  }

  static DynamoDbClient client(DynamoDbServer server, String region) {
    return DynamoDbClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static void createTable(DynamoDbClient client) {
    client.createTable(
        request ->
            request
                .tableName("things")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
  }

  private static void put(DynamoDbClient client, String id) {
    client.putItem(
        request -> request.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
  }

  private static Map<String, AttributeValue> get(DynamoDbClient client, String id) {
    return client
        .getItem(request -> request.tableName("things").key(Map.of("id", AttributeValue.fromS(id))))
        .item();
  }
}
