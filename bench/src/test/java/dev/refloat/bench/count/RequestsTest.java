package dev.refloat.bench.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private static final String COPY = "refloat-CopyFunction|S3|CopyObject|data";
  private static final String LIST = "|S3|ListObjectsV2|work";

  @Test
  void whatCameAfterAnotherCountIsLeft() {
    Requests before = Requests.parse(Map.of(COPY, 3L, LIST, 1L));
    Requests after = Requests.parse(Map.of(COPY, 5L, LIST, 1L));

    assertThat(after.since(before).counts())
        .containsExactly(
            Map.entry(new Call("refloat-CopyFunction", "S3", "CopyObject", "data"), 2L));
  }

  @Test
  void aCallKnowsWhatItIs() {
    Call copy = Call.parse(COPY);
    Call list = Call.parse(LIST);

    assertThat(copy.isS3Write()).isTrue();
    assertThat(copy.isBy("CopyFunction")).isTrue();
    assertThat(copy.isList()).isFalse();
    assertThat(list.isList()).isTrue();
    assertThat(list.caller()).isEmpty();
    assertThat(Call.parse("f|S3|HeadObject|b").isHead()).isTrue();
    assertThat(Call.parse("f|DynamoDb|PutItem|").isS3Write()).isFalse();
  }

  @Test
  void aTextThatIsNoCallIsRefused() {
    assertThatThrownBy(() -> Call.parse("S3|CopyObject"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
