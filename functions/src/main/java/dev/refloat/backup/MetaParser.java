package dev.refloat.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that can be written again: no deeper than the answers that hold it may be, and no half
 * of a surrogate pair, which JSON can escape and UTF-8 cannot say.
 */
final class MetaParser extends JsonParserDelegate {
  /** The deepest list of a meta is in 11; a schema of a later writer may go on in it. */
  private static final int DEPTH_MAX = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .build();

  private MetaParser(JsonParser parser) {
    super(parser);
  }

  static JsonParser of(InputStream in) throws IOException {
    return new MetaParser(FACTORY.createParser(in));
  }

  @Override
  public @Nullable String getText() throws IOException {
    return whole(super.getText());
  }

  @Override
  public @Nullable String getValueAsString() throws IOException {
    return whole(super.getValueAsString());
  }

  @Override
  public @Nullable String getValueAsString(@Nullable String otherwise) throws IOException {
    return whole(super.getValueAsString(otherwise));
  }

  @Override
  public @Nullable String currentName() throws IOException {
    return whole(super.currentName());
  }

  private @Nullable String whole(@Nullable String text) throws JsonParseException {
    if (text != null && hasHalfAPair(text)) {
      throw new JsonParseException(this, "Half of a surrogate pair");
    }
    return text;
  }

  private static boolean hasHalfAPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
