package dev.refloat.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.refloat.local.stack.StackSettings;
import java.net.URI;

/**
 * On servers that run already: {@code -Drefloat.endpoint=http://127.0.0.1:5000}. Skipped without.
 * They have to be fresh; {@code REFLOAT_ENDPOINT_ACCESS_KEY} and {@code
 * REFLOAT_ENDPOINT_SECRET_KEY} are their keys, where they look at them.
 */
final class OtherStoresTest extends RestoresOnOtherStores {
  @Override
  StackSettings.Stores stores() {
    String endpoint = System.getProperty("refloat.endpoint", "");
    assumeThat(endpoint).as("an endpoint is given").isNotEmpty();
    return new StackSettings.Stores(
        URI.create(endpoint),
        variable("REFLOAT_ENDPOINT_ACCESS_KEY"),
        variable("REFLOAT_ENDPOINT_SECRET_KEY"));
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault(name, "test");
  }
}
