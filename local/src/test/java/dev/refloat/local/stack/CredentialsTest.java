package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {

  @TempDir Path directory;
  private DataDirectory data;

  @BeforeEach
  void take() throws IOException {
    data = DataDirectory.take(directory.resolve("data"));
  }

  @AfterEach
  void release() {
    data.close();
  }

  private void makeTables() throws IOException {
    Files.createDirectories(data.dynamodb().resolve("inner"));
    Files.writeString(data.dynamodb().resolve("shared.db"), "tables");
  }

  @Test
  void areMadeOnceAndKeptPrivately() throws IOException {
    Credentials made = Credentials.open(data);
    assertThat(made.s3AccessKey()).matches("[A-Z0-9]{20}");
    assertThat(made.s3SecretKey()).matches("[a-f0-9]{40}");
    assertThat(made.apiKey()).isNull();
    assertThat(Credentials.open(data)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.credentials())))
        .isEqualTo("rw-------");
  }

  @Test
  void theKeyIsThereAfterARestartAndTheTablesStay() throws IOException {
    Credentials complete = Credentials.open(data).with("key", "proj-1");
    complete.keep(data.credentials());
    makeTables();
    assertThat(Credentials.open(data)).isEqualTo(complete);
    assertThat(data.hasTables()).isTrue();
  }

  @Test
  void tablesOfAFirstStartThatNeverEndedAreMadeAnew() throws IOException {
    Credentials made = Credentials.open(data);
    makeTables();
    assertThat(Credentials.open(data)).isEqualTo(made);
    assertThat(data.hasTables()).isFalse();
  }

  @Test
  void tablesWhoseKeyIsLostAreNeverDeleted() throws IOException {
    makeTables();
    assertThatThrownBy(() -> Credentials.open(data))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("restore it, or delete the tables");
    assertThat(data.hasTables()).isTrue();
  }

  @Test
  void secretsAreNotPrinted() {
    Credentials credentials = new Credentials("access", "s3-secret", "api-key", "proj-1");
    assertThat(credentials.toString()).doesNotContain("s3-secret", "api-key").contains("proj-1");
  }
}
