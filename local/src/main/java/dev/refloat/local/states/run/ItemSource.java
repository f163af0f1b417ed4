package dev.refloat.local.states.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.refloat.local.states.ObjectStore;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The items of a distributed Map, one after the other; an object is read as a stream. */
final class ItemSource implements Closeable {

  /** Gives the next item, or null after the last. */
  private interface Next {
    @Nullable JsonNode item() throws IOException;
  }

  // An element is followed by more of the array, which is no error.
  private static final ObjectReader ELEMENT =
      Values.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Next next;
  private final Closeable source;
  private final long most;
  private long given;

  private ItemSource(Next next, Closeable source, long most) {
    this.next = next;
    this.source = source;
    this.most = most;
  }

  static ItemSource of(JsonNode array) {
    Iterator<JsonNode> items = array.iterator();
    return new ItemSource(() -> items.hasNext() ? items.next() : null, () -> {}, Long.MAX_VALUE);
  }

  /**
   * Opens the object that a reader names.
   *
   * @param most how many items to read at most
   * @throws StateFailed States.ItemReaderFailed
   */
  static ItemSource open(
      ObjectStore objects, State.ItemReader reader, String bucket, String key, long most) {
    try {
      InputStream in = objects.open(bucket, key);
      return new ItemSource(
          reader.inputType() == State.InputType.JSONL ? lines(in) : elements(in, reader), in, most);
    } catch (IOException e) {
      throw failed(
          "The object '%s' in the bucket '%s' cannot be read: %s"
              .formatted(key, bucket, e.getMessage()));
    }
  }

  /**
   * The next item, or null after the last.
   *
   * @throws StateFailed States.ItemReaderFailed
   */
  @Nullable JsonNode next() {
    try {
      JsonNode item = given < most ? next.item() : null;
      given++;
      return item;
    } catch (JsonProcessingException e) {
      throw failed("The items are not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw failed("The items cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw failed("The items cannot be closed: " + e.getMessage());
    }
  }

  private static Next lines(InputStream in) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    return () -> {
      String line = lines.readLine();
      while (line != null && line.isBlank()) {
        line = lines.readLine();
      }
      return line == null ? null : Values.JSON.readTree(line);
    };
  }

  private static Next elements(InputStream in, State.ItemReader reader) throws IOException {
    JsonParser parser = Values.JSON.createParser(in);
    if (reader.itemsPointer() != null) {
      JsonPointer pointer = JsonPointer.compile(reader.itemsPointer());
      parser =
          new FilteringParserDelegate(
              parser, new JsonPointerBasedFilter(pointer), Inclusion.ONLY_INCLUDE_ALL, false);
    }
    JsonParser elements = parser;
    if (elements.nextToken() != JsonToken.START_ARRAY) {
      throw failed("Attempting to map over non-iterable node.");
    }
    return () -> {
      JsonToken token = elements.nextToken();
      return token == null || token == JsonToken.END_ARRAY ? null : ELEMENT.readTree(elements);
    };
  }

  private static StateFailed failed(String cause) {
    return StateFailed.of(StateFailed.ITEM_READER_FAILED, cause);
  }
}
