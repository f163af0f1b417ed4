package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobRequestsTest {
  private final Table table = EmbeddedAws.newTable();
  private final JobRequests requests = new JobRequests(table);

  /** Random bytes do not get smaller, so these are one, one, two and four items. */
  @ParameterizedTest
  @ValueSource(ints = {1, 200_000, 500_000, 1 << 20})
  void aRequestIsReadAsItWasWritten(int bytes) {
    byte[] request = new byte[bytes];
    new Random(bytes).nextBytes(request);
    List<Write> writes = requests.create("job-1", request, Samples.START);
    var transaction = new Transaction();
    writes.forEach(transaction::with);

    assertThat(transaction.run()).isEmpty();

    assertThat(requests.read("job-1")).isEqualTo(request);
    assertThat(writes).hasSize(bytes / Slices.SLICE + 1);
  }

  @Test
  void aJobWithoutARequestIsABug() {
    assertThatIllegalStateException().isThrownBy(() -> requests.read("job-2"));
  }
}
