package dev.refloat.e2e;

import dev.refloat.local.stack.StackSettings;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** On LocalStack, in a container. Skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
final class LocalStackContainerTest extends RestoresOnOtherStores {
  /** The last image that needs no token. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  @Container
  private static final LocalStackContainer SERVER =
      new LocalStackContainer(IMAGE).withServices("s3", "dynamodb");

  @Override
  StackSettings.Stores stores() {
    return new StackSettings.Stores(
        SERVER.getEndpoint(), SERVER.getAccessKey(), SERVER.getSecretKey());
  }
}
