package dev.refloat.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a text that stands in a document again and again as one object. */
final class SharedText extends StringDeserializer {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String text = super.deserialize(parser, context);
    return text == null ? null : texts(context).computeIfAbsent(text, same -> same);
  }

  /** Those of the document that is being read: the context is of one reading. */
  private static Map<String, String> texts(DeserializationContext context) {
    if (context.getAttribute(SharedText.class) instanceof Texts known) {
      return known.byText();
    }
    var texts = new Texts(new HashMap<>());
    context.setAttribute(SharedText.class, texts);
    return texts.byText();
  }

  private record Texts(Map<String, String> byText) {}
}
