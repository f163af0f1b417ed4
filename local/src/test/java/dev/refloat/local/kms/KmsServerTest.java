package dev.refloat.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.awsjson.AwsJsonServer;
import dev.refloat.local.awsjson.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The protocol, through the SDK's own client. */
final class KmsServerTest {
  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/refloat-MacKey";

  private AwsJsonServer server;
  private KmsClient client;

  @BeforeEach
  void start() throws IOException {
    server = KmsServer.start(Map.of(ARN, "Jefe".getBytes(StandardCharsets.US_ASCII)), 0);
    client = SdkClients.of(KmsClient.builder(), server.endpoint()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private GenerateMacResponse mac(String keyId, MacAlgorithmSpec algorithm, int repetitions) {
    SdkBytes message = SdkBytes.fromUtf8String("what do ya want for nothing?".repeat(repetitions));
    return client.generateMac(r -> r.keyId(keyId).macAlgorithm(algorithm).message(message));
  }

  /** Test case 2 of RFC 4231. */
  @ParameterizedTest
  @CsvSource({ARN, "refloat-MacKey"})
  void makesTheHmacOfTheStandard(String keyId) {
    GenerateMacResponse response = mac(keyId, MacAlgorithmSpec.HMAC_SHA_256, 1);

    assertThat(HexFormat.of().formatHex(response.mac().asByteArray()))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(response.keyId()).isEqualTo(ARN);
    assertThat(response.macAlgorithm()).isEqualTo(MacAlgorithmSpec.HMAC_SHA_256);
  }

  @Test
  void refusesAsKmsDoes() {
    assertThatThrownBy(() -> mac("MacKey", MacAlgorithmSpec.HMAC_SHA_256, 1))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> mac(ARN, MacAlgorithmSpec.HMAC_SHA_512, 1))
        .isInstanceOf(InvalidKeyUsageException.class);
    assertThatThrownBy(() -> mac(ARN, MacAlgorithmSpec.HMAC_SHA_256, 0))
        .isInstanceOfSatisfying(KmsException.class, KmsServerTest::isInvalid);
    assertThatThrownBy(() -> mac(ARN, MacAlgorithmSpec.HMAC_SHA_256, 200))
        .isInstanceOfSatisfying(KmsException.class, KmsServerTest::isInvalid);
  }

  @Test
  void anotherActionAndAnotherMemberAreRefused() {
    assertThatThrownBy(() -> client.listKeys())
        .isInstanceOfSatisfying(
            KmsException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    assertThatThrownBy(
            () ->
                client.generateMac(
                    r ->
                        r.keyId(ARN)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(SdkBytes.fromUtf8String("x"))
                            .dryRun(true)))
        .hasMessageContaining("DryRun");
  }

  @ParameterizedTest
  @CsvSource({
    "none, '{}', MissingAuthenticationTokenException",
    "AWS4, '{', SerializationException",
    "AWS4, '[]', SerializationException",
    "AWS4, '{}', ValidationException"
  })
  void whatNoClientSendsIsRefused(String authorization, String body, String type)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
            .header("X-Amz-Target", "TrentService.GenerateMac")
            .POST(BodyPublishers.ofString(body));
    if (!authorization.equals("none")) {
      request.header("Authorization", authorization);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      var response = http.send(request.build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"__type\":\"" + type + "\"");
    }
  }

  private static void isInvalid(KmsException e) {
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
  }
}
