package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.testing.EmbeddedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

final class StoredSecretTest {
  private final Settings settings = new Settings(EmbeddedAws.newEnvironment());

  private StoredSecret secret(String arn) {
    return new StoredSecret(new Clients(settings).secretsManager(), arn);
  }

  @Test
  void isReadByItsArn() {
    assertThat(secret(settings.ownerKeySecretArn()).get()).isEqualTo(EmbeddedAws.OWNER_KEY);
  }

  @Test
  void oneThatIsGoneIsNoEmptyText() {
    StoredSecret gone = secret("arn:aws:secretsmanager:us-east-1:1:secret:gone-000000");

    assertThatThrownBy(gone::get).isInstanceOf(ResourceNotFoundException.class);
  }
}
