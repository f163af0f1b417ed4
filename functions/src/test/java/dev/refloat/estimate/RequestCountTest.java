package dev.refloat.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.estimate.CollectionSize.Copying;
import dev.refloat.estimate.CollectionSize.Opening;
import dev.refloat.estimate.CollectionSize.Replaced;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an end-to-end test cannot do quickly: many collections, many objects, large rows. */
final class RequestCountTest {
  private static Requests count(CollectionSize... collections) {
    return RequestCount.of(Sizes.restore(List.of(collections)));
  }

  @Test
  void aBatchMoreCostsTwoTransitionsAndOneWrite() {
    Requests few = count(Sizes.collection(1_000, 2));
    Requests many = count(Sizes.collection(1_000, 3));

    assertThat(many.stateTransitions() - few.stateTransitions()).isEqualTo(2);
    assertThat(many.itemsWritten() - few.itemsWritten()).isEqualTo(1);
    assertThat(many.invocations().get("CopyFunction")).isEqualTo(3);
  }

  @Test
  void oneBatchIsOneCallAndSeveralAreStepsWithAMap() {
    Requests one = count(Sizes.collection(1_000, 1));
    Requests two = count(Sizes.collection(1_000, 2));

    long steps = 6 - 1;
    assertThat(two.stateTransitions() - one.stateTransitions()).isEqualTo(steps + 2 * 2);
    assertThat(one.invocations())
        .containsKey("InOneCallFunction")
        .doesNotContainKey("CopyFunction");
    assertThat(two.s3(S3Request.PUT_OBJECT)).isEqualTo(one.s3(S3Request.PUT_OBJECT));
  }

  @Test
  void aPageMoreIsAListMore() {
    assertThat(count(Sizes.collection(1_000, 1)).s3(S3Request.LIST_OBJECTS)).isEqualTo(1 + 1 + 1);
    assertThat(count(Sizes.collection(1_001, 1)).s3(S3Request.LIST_OBJECTS)).isEqualTo(1 + 2 + 1);
  }

  @Test
  void whatDoesNotFitTheFirstTransactionTakesOthers() {
    var forty = RequestCount.of(Sizes.restore(Collections.nCopies(40, Sizes.collection(1, 1))));
    var more = RequestCount.of(Sizes.restore(Collections.nCopies(81, Sizes.collection(1, 1))));

    long ofACollection = 2 + 3 + 1 + 1 + 5;
    assertThat(more.itemsWritten() - forty.itemsWritten()).isEqualTo(41 * ofACollection + 2);
  }

  @Test
  void aLargeEntryIsAnObjectMoreAndNoItemMore() {
    CollectionSize small = Sizes.collection(1, 1);
    CollectionSize large =
        new CollectionSize(
            1, 0, 1, small.copying(), 1, Opening.NOTHING, OptionalLong.empty(), Optional.empty());

    assertThat(count(large).s3(S3Request.PUT_OBJECT))
        .isEqualTo(count(small).s3(S3Request.PUT_OBJECT) + 1);
    assertThat(count(large).itemsWritten()).isEqualTo(count(small).itemsWritten());
    assertThat(count(large).itemsInTransactions()).isLessThan(count(small).itemsInTransactions());
  }

  @Test
  void anObjectInRangesCostsItsPartsAndTwoWrites() {
    CollectionSize size =
        new CollectionSize(
            1,
            0,
            3_000,
            new Copying(2, 1, 1_500, 2, 2, 1, 2),
            1,
            Opening.NOTHING,
            OptionalLong.of(1),
            Optional.empty());

    Requests requests = count(size);

    assertThat(requests.s3(S3Request.UPLOAD_PART_COPY)).isEqualTo(1_500);
    assertThat(requests.s3(S3Request.COPY_OBJECT)).isZero();
    assertThat(requests.s3(S3Request.CREATE_MULTIPART_UPLOAD)).isEqualTo(1);
    assertThat(requests.s3(S3Request.COMPLETE_MULTIPART_UPLOAD)).isEqualTo(1);
    assertThat(requests.s3(S3Request.HEAD_OBJECT)).isEqualTo(1);
    assertThat(requests.s3(S3Request.LIST_PARTS)).isEqualTo(4);
  }

  @Test
  void whatIsReplacedIsListedAndDeleted() {
    Requests requests = count(Sizes.collection(1, 1).replacing(new Replaced(2_001, 5, true)));

    assertThat(requests.s3(S3Request.DELETE_OBJECTS)).isEqualTo(3 + 1);
    assertThat(requests.s3(S3Request.LIST_OBJECTS)).isEqualTo(3 + 3 + 1);
    assertThat(requests.s3(S3Request.DELETE_OBJECT)).isEqualTo(1);
  }

  @Test
  void withoutCollectionsThereIsNoMap() {
    assertThat(count().stateTransitions()).isEqualTo(5);
  }

  @Test
  void aRetryIsCountedWithoutItsRequest() {
    RestoreSize first = Sizes.restore(List.of(Sizes.collection(1, 1)));
    RestoreSize retry =
        new RestoreSize(
            RestoreSize.Request.OF_RETRY,
            true,
            true,
            false,
            first.plan(),
            0,
            0,
            first.collections());

    assertThat(RequestCount.of(retry).kms()).isZero();
    assertThat(RequestCount.of(first).itemsWritten() - RequestCount.of(retry).itemsWritten())
        .isEqualTo(7 + 2 + 5 + 3);
  }
}
