package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Transaction;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DryRunResultsTest {
  private final DryRunResults results = new DryRunResults(EmbeddedAws.newTable());

  private static byte[] random(int bytes) {
    byte[] result = new byte[bytes];
    new Random(bytes).nextBytes(result);
    return result;
  }

  @Test
  void isReadAsItWasWritten() {
    byte[] result = random(700_000);
    var transaction = new Transaction();
    results.put("job-1", result, Samples.START).orElseThrow().forEach(transaction::with);

    assertThat(transaction.run()).isEmpty();

    assertThat(results.find("job-1").orElseThrow()).isEqualTo(result);
    assertThat(results.find("job-2")).isEmpty();
  }

  @Test
  void whatATransactionDoesNotTakeIsNoWrite() {
    assertThat(results.put("job-1", random(3_100_000), Samples.START)).isEmpty();
  }
}
