package dev.refloat.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.awsjson.AwsJsonServer;
import dev.refloat.local.awsjson.SdkClients;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** The protocol, through the SDK's own client. */
final class SecretsServerTest {
  private static final String ARN =
      "arn:aws:secretsmanager:us-east-1:000000000000:secret:refloat-OwnerKey-000000";

  private AwsJsonServer server;
  private SecretsManagerClient client;

  @BeforeEach
  void start() throws IOException {
    server = SecretsServer.start(Map.of(ARN, "the text"), 0);
    client = SdkClients.of(SecretsManagerClient.builder(), server.endpoint()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void tellsASecret() {
    GetSecretValueResponse response = client.getSecretValue(r -> r.secretId(ARN));

    assertThat(response.secretString()).isEqualTo("the text");
    assertThat(response.arn()).isEqualTo(ARN);
    assertThat(response.name()).isEqualTo("refloat-OwnerKey");
  }

  @Test
  void refusesWhatIsNotThereOrNotSupported() {
    assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId(ARN + "1")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId(ARN).versionStage("OLD")))
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("VersionStage");
    assertThatThrownBy(() -> client.getRandomPassword())
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("secretsmanager.GetSecretValue");
  }
}
