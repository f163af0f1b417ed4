package dev.refloat.local.states.eval;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** One JSONata expression, the text between {@code {%} and {@code %}}. */
public record Expression(String source) {

  // Step Functions ends an expression after one second of its own machine; a laptop under load gets
  // more.
  private static final long MILLIS = 10_000;
  private static final int DEPTH = 400;

  // String literals, comments and backtick names: what looks like a variable in there is none.
  private static final Pattern OPAQUE =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/|`[^`]*`", Pattern.DOTALL);

  /** Whether the text is an expression, not a literal string. */
  public static boolean isExpression(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  public static Expression in(String text) {
    return new Expression(text.substring(2, text.length() - 2).strip());
  }

  /**
   * Reads the expression without evaluating it.
   *
   * @throws IllegalArgumentException when it is not JSONata; the message says where
   */
  public void check() {
    try {
      parse();
    } catch (JException e) {
      throw new IllegalArgumentException(e.getDetailedErrorMessage(), e);
    }
  }

  /**
   * Whether the expression reads the variable or calls the function of this name, or a member path
   * of it.
   */
  public boolean mentions(String variable) {
    String code = OPAQUE.matcher(source).replaceAll(" ");
    return Pattern.compile("\\$" + Pattern.quote(variable) + "(?![\\w])").matcher(code).find();
  }

  /**
   * Evaluates with the given variables; {@code field} is the place in the state that messages name.
   *
   * @throws StateFailed States.QueryEvaluationError when evaluation fails or gives nothing that
   *     JSON can say
   */
  public JsonNode evaluate(String field, Map<String, Object> variables) {
    Object result = run(field, variables);
    if (result == null) {
      throw failed(field, "returned nothing (undefined).");
    }
    try {
      return Values.toJson(result);
    } catch (IllegalArgumentException e) {
      throw failed(field, "returned an unsupported result type.");
    }
  }

  // A parsed expression keeps state of its evaluation and is bound to its thread, so each
  // evaluation parses anew.
  @SuppressWarnings(
      "NullAway") // the library is not annotated: null stands for its "undefined", which is meant
  // here
  private Object run(String field, Map<String, Object> variables) {
    try {
      Jsonata jsonata = parse();
      jsonata.setOutputConvertNulls(false);
      Jsonata.Frame frame = jsonata.createFrame();
      frame.setRuntimeBounds(MILLIS, DEPTH);
      AwsFunctions.bind(frame);
      variables.forEach(frame::bind);
      return jsonata.evaluate(null, frame);
    } catch (JException e) {
      throw failed(
          field, "threw an error during evaluation. " + e.getError() + ": " + e.getMessage());
    } catch (StackOverflowError e) {
      throw failed(field, "threw an error during evaluation. Stack overflow error");
    } catch (RuntimeException e) {
      throw failed(field, "threw an error during evaluation. " + e.getMessage());
    }
  }

  // The library's tokenizer reads past a comment that ends the text; a blank after it is enough.
  private Jsonata parse() {
    return Jsonata.jsonata(source + " ");
  }

  private StateFailed failed(String field, String what) {
    return StateFailed.query(
        field,
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(source, field, what));
  }
}
