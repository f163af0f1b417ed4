package dev.refloat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class WebhookSignatureTest {
  /** As published with the libraries of Standard Webhooks. */
  @Test
  void aReceiverThatKnowsStandardWebhooksCanCheckIt() {
    var signature = new WebhookSignature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void idTimeBodyAndKeyAreAllSigned() {
    String secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    String signed = new WebhookSignature(secret).of("id", 1, "body");

    assertThat(
            new String[] {
              new WebhookSignature(secret).of("ID", 1, "body"),
              new WebhookSignature(secret).of("id", 2, "body"),
              new WebhookSignature(secret).of("id", 1, "Body"),
              new WebhookSignature(secret.replace('M', 'N')).of("id", 1, "body")
            })
        .doesNotContain(signed);
  }

  @Test
  void aSecretThatIsNotBase64IsRefusedWithoutTellingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookSignature("not-base64!"))
        .withMessageNotContaining("not-base64");
  }
}
