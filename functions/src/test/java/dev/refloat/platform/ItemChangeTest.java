package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ItemChangeTest {
  @Test
  void readsBothImagesOfAChange() {
    ItemChange change =
        ItemChange.of(
            Json.tree(
                """
                {"eventName": "MODIFY", "dynamodb": {
                  "ApproximateCreationDateTime": 1777629600,
                  "Keys": {"pk": {"S": "p"}, "sk": {"S": "s"}},
                  "OldImage": {"pk": {"S": "p"}, "sk": {"S": "s"}, "count": {"N": "3"}},
                  "NewImage": {"pk": {"S": "p"}, "sk": {"S": "s"}, "count": {"N": "4"}, "done": {"BOOL": true},
                    "names": {"L": [{"S": "a"}, {"S": "b"}]}, "set": {"SS": ["x"]}},
                  "SequenceNumber": "000000000000000000042"}}
                """));

    assertThat(change.sequenceNumber()).isEqualTo("000000000000000000042");
    assertThat(change.time()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
    assertThat(change.before()).contains(Item.key("p", "s").with("count", 3));
    Item after = change.after().orElseThrow();
    assertThat(after.number("count")).isEqualTo(4);
    assertThat(after.flag("done")).isTrue();
    assertThat(after.texts("names")).containsExactly("a", "b");
    assertThat(after.has("set")).isFalse();
  }

  @Test
  void anItemThatIsNewHasNoBeforeAndOneThatIsDeletedNoAfter() {
    ItemChange inserted =
        ItemChange.of(Json.tree("{\"dynamodb\": {\"NewImage\": {\"pk\": {\"S\": \"p\"}}}}"));
    ItemChange removed =
        ItemChange.of(Json.tree("{\"dynamodb\": {\"OldImage\": {\"pk\": {\"S\": \"p\"}}}}"));

    assertThat(inserted.before()).isEmpty();
    assertThat(inserted.after()).isPresent();
    assertThat(removed.before()).isPresent();
    assertThat(removed.after()).isEmpty();
  }
}
