package dev.refloat.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionFileTest {
  private static final Connection CONNECTION = connection("http://api/console/");

  private static Connection connection(@Nullable String consoleUrl) {
    return new Connection(
        "http://api",
        "key",
        "http://s3",
        "ak",
        "sk",
        "us-east-1",
        "b",
        "d",
        "http://db",
        "http://sfn",
        "proj-1",
        consoleUrl);
  }

  @TempDir Path data;

  @Test
  void hasEveryFieldAndIsItsOwnersAlone() throws Exception {
    ConnectionFile file = new ConnectionFile(data);
    file.write(CONNECTION);
    JsonNode json = new ObjectMapper().readTree(file.path().toFile());
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"apiUrl":"http://api","apiKey":"key","s3Endpoint":"http://s3","s3AccessKey":"ak","s3SecretKey":"sk",
                     "region":"us-east-1","backupBucket":"b","dataBucket":"d","dynamodbEndpoint":"http://db",
                     "stepFunctionsEndpoint":"http://sfn","projectId":"proj-1","consoleUrl":"http://api/console/"}
                    """));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(data).isDirectoryContaining(path -> path.equals(file.path()));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    ConnectionFile file = new ConnectionFile(data);
    file.write(CONNECTION);
    assertThat(file.read()).isEqualTo(CONNECTION);
    file.write(connection(null));
    assertThat(file.read()).isEqualTo(connection(null));
  }

  @Test
  void whereNoStackServesItIsSaidWhatToStart() {
    assertThatThrownBy(new ConnectionFile(data)::read)
        .isInstanceOf(StackException.class)
        .hasMessage(
            "There is no "
                + data.resolve("connection.json")
                + ": start the stack with ./refloat up, or name its --data");
  }

  @Test
  void isReplacedAndRemoved() throws Exception {
    ConnectionFile file = new ConnectionFile(data);
    Files.writeString(file.path(), "old");
    file.write(CONNECTION);
    assertThat(Files.readString(file.path())).contains("proj-1");
    file.remove();
    file.remove();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aConsoleThatIsNotServedIsAbsentAndSaid() throws Exception {
    ConnectionFile file = new ConnectionFile(data);
    file.write(connection(null));
    assertThat(Files.readString(file.path())).contains("apiUrl").doesNotContain("consoleUrl");
    assertThat(Addresses.of(connection(null))).contains("Console        not built");
    assertThat(Addresses.of(CONNECTION)).contains("Console        http://api/console/");
  }

  @Test
  void theCurlOfTheAddressesIsComplete() {
    assertThat(Addresses.of(CONNECTION))
        .contains("curl -H 'Authorization: Bearer key' http://api/v2/projects");
  }
}
