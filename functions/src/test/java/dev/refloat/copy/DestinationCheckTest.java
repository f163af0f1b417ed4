package dev.refloat.copy;

import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

@OnEachServer
final class DestinationCheckTest {
  private final Embedded embedded;

  DestinationCheckTest(TestedServer server) {
    embedded = Embedded.on(server);
  }

  private Restore copied() {
    var restore = new Restore(embedded, Ids.job());
    for (int i = 0; i < 30; i++) {
      restore.withRandom("insert_log/7/%02d".formatted(i), 100 + i, i);
    }
    restore.withRandom("delta_log/7/1", 10, 77);
    restore.withRandom("insert_log/7/large", 11 << 20, 78);
    restore.plan();
    restore.copyAll();
    return restore;
  }

  private void put(Restore restore, String name, String text) {
    embedded.s3.putObject(
        r -> r.bucket(DATA).key(restore.destination(name)), RequestBody.fromString(text));
  }

  private static DestinationCheck.Verified check(Restore restore, ETagRule rule) {
    return restore.check(rule).check(restore.files, restore.prefixes(), Restore.soon());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Restore restore) {
    return assertThatThrownBy(() -> check(restore, ETagRule.AUTO))
        .satisfies(
            e ->
                assertThat(e)
                    .asInstanceOf(type(Refused.class))
                    .returns(ErrorCode.VERIFICATION_FAILED, Refused::code));
  }

  @Test
  void whatWasCopiedIsVerified() {
    var restore = copied();
    var verified = check(restore, ETagRule.AUTO);
    assertThat(verified.objects()).isEqualTo(32);
    assertThat(verified.bytes()).isEqualTo(restore.bytes());
    assertThat(verified.byChecksum() + verified.byETag()).isGreaterThanOrEqualTo(31);
    assertThat(verified.byChecksum() + verified.byETag() + verified.bySize()).isEqualTo(32);
  }

  @Test
  void everyKindOfDifferenceIsNamedByKey() {
    var restore = copied();
    embedded.s3.deleteObject(r -> r.bucket(DATA).key(restore.destination("insert_log/7/03")));
    put(restore, "insert_log/7/04", "short");
    put(restore, "insert_log/7/zz", "surplus at the end");
    put(restore, "delta_log/7/0", "surplus at the start");
    put(restore, "insert_log/7/00", "x".repeat(100));

    assertRefused(restore)
        .hasMessageContaining("1 missing: " + restore.destination("insert_log/7/03"))
        .hasMessageContaining("1 of another size: " + restore.destination("insert_log/7/04"))
        .hasMessageContaining(
            "2 not in the plan: "
                + restore.destination("delta_log/7/0")
                + ", "
                + restore.destination("insert_log/7/zz"))
        .hasMessageContaining("1 with other bytes: " + restore.destination("insert_log/7/00"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 10, 31, 32})
  void whatIsListedInPartsIsAllThatIsListedAtOnce(int keys) {
    var restore = copied();
    assertThat(check(restore, keys)).isEqualTo(check(restore, ETagRule.AUTO));

    put(restore, "insert_log/7/04", "short");
    put(restore, "insert_log/7/00a", "surplus behind the first");
    put(restore, "insert_log/7/zz", "surplus at the end");
    put(restore, "delta_log/7/0", "surplus at the start");
    for (String name : List.of("02", "05", "06", "07", "08", "09", "29")) {
      embedded.s3.deleteObject(
          r -> r.bucket(DATA).key(restore.destination("insert_log/7/" + name)));
    }
    String whole = refusal(() -> check(restore, ETagRule.AUTO));
    assertThat(whole).contains("7 missing", "1 of another size", "3 not in the plan");
    assertThat(refusal(() -> check(restore, keys))).isEqualTo(whole);
  }

  @Test
  void whatIsAsPlannedTakesAsManyRequestsInPartsAsAtOnce() {
    var restore = copied();
    var lists = new AtomicInteger();
    var counted =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof ListObjectsV2Request) {
              lists.incrementAndGet();
            }
          }
        };
    restore
        .check(embedded.s3(counted), 10)
        .check(restore.files, restore.prefixes(), Restore.soon());

    // One for the delete log, and four for 31 insert logs.
    assertThat(lists).hasValue(5);
  }

  @Test
  void nothingIsBegunNearTheDeadline() {
    var restore = copied();
    Deadline late = Deadline.in(Parallel.RESERVE.minusSeconds(1));
    assertThatThrownBy(
            () -> restore.check(ETagRule.AUTO).check(restore.files, restore.prefixes(), late))
        .isInstanceOf(OutOfTime.class);
  }

  private DestinationCheck.Verified check(Restore restore, int keys) {
    return restore
        .check(embedded.s3, keys)
        .check(restore.files, restore.prefixes(), Restore.soon());
  }

  private static String refusal(ThrowingCallable check) {
    return String.valueOf(catchThrowableOfType(Refused.class, check).getMessage());
  }

  @Test
  void otherETagsProveNothingWhereETagsAreNoMd5() {
    var restore = copied();
    put(restore, "insert_log/7/00", "x".repeat(100));
    assertThat(check(restore, ETagRule.OPAQUE).objects()).isEqualTo(32);
  }

  @Test
  void aMessageNamesTwentyKeysAndCountsTheRest() {
    var restore = copied();
    for (int i = 0; i < 25; i++) {
      put(restore, "insert_log/7/surplus%02d".formatted(i), "x");
    }
    assertRefused(restore)
        .hasMessageContaining("25 not in the plan")
        .hasMessageContaining("surplus19 and 5 more")
        .hasMessageNotContaining("surplus20");
  }

  @Test
  void aCollectionWithoutObjectsIsVerified() {
    var restore = new Restore(embedded, Ids.job());
    restore.plan();
    assertThat(check(restore, ETagRule.AUTO))
        .isEqualTo(new DestinationCheck.Verified(0, 0, 0, 0, 0));
  }

  @Test
  void theSetRuleIsRead() {
    assertThat(ETagRule.of(embedded.settings())).isEqualTo(ETagRule.AUTO);
    assertThat(ETagRule.AUTO.differentMeansChanged(0)).isFalse();
    assertThat(ETagRule.AUTO.differentMeansChanged(1)).isTrue();
    assertThat(ETagRule.MD5.differentMeansChanged(0)).isTrue();
  }
}
