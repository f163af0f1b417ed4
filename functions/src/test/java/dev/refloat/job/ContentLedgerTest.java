package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContentLedgerTest {
  private final Table table = EmbeddedAws.newTable();
  private final ContentLedger ledger = new ContentLedger(table, InstantSource.fixed(Samples.START));

  @Test
  void whatWasFoundIsKeptByBatch() {
    ledger.put("job-1", "00000", 7, "000000", new Contents(10, 1000, 0));
    ledger.put("job-1", "00000", 7, "000001", new Contents(2, 0, 25));

    assertThat(ledger.find("job-1", "00000", 7))
        .isEqualTo(Map.of("000000", new Contents(10, 1000, 0), "000001", new Contents(2, 0, 25)));
  }

  @Test
  void aBatchThatIsOpenedTwiceCountsOnce() {
    ledger.put("job-1", "00000", 7, "000000", new Contents(10, 1000, 0));
    ledger.put("job-1", "00000", 7, "000000", new Contents(10, 1000, 0));

    assertThat(ledger.find("job-1", "00000", 7)).hasSize(1);
  }

  @Test
  void otherCollectionsJobsAndAttemptsAreNotMet() {
    ledger.put("job-1", "00000", 7, "000000", new Contents(10, 1000, 0));

    assertThat(ledger.find("job-1", "00001", 7)).isEmpty();
    assertThat(ledger.find("job-2", "00000", 7)).isEmpty();
    assertThat(ledger.find("job-1", "00000", 70)).isEmpty();
    assertThat(ledger.find("job-1", "00000", 0)).isEmpty();
  }

  @Test
  void anEntryEndsWithTheJob() {
    ledger.put("job-1", "00000", 7, "000000", Contents.NONE);

    Item entry = table.query("JOB#job-1", "CONTENT#").getFirst();
    assertThat(entry.number("expiresAt"))
        .isEqualTo(Samples.START.plus(Duration.ofDays(90)).getEpochSecond());
  }
}
