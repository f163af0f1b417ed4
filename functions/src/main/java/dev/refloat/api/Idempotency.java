package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out an order once, however often it comes with the same {@code Idempotency-Key}, and
 * gives each time the same answer.
 *
 * <p>Order of writes, and what a process that dies after each of them leaves to the next call with
 * the key:
 *
 * <ol>
 *   <li>The claim, with a new token: the next call finds no answer and carries out the order of the
 *       same token.
 *   <li>Those of the use case, which name everything after the token: the next call finds what is
 *       there and goes on where the first stopped.
 *   <li>The answer, without its secrets: the next call repeats it and makes the secrets again. Dies
 *       the process before it, everything is done again to no effect, and the answer is the same.
 * </ol>
 *
 * <p>Calls at the same time do what a call after a crash does. A refused order withdraws its claim,
 * for nothing was written; dies the process before that, the next call is refused in its place. Any
 * other exception leaves the claim as a crash does, for what was written is unknown.
 */
final class Idempotency {
  private static final Logger log = LoggerFactory.getLogger(Idempotency.class);
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[ -~]{1,128}");

  /** Characters; most answers have a hundred, and an item takes 400 KB. */
  private static final int MOST_KEPT = 100_000;

  /** The same text for the same fields in another order. */
  private static final ObjectWriter CANONICAL =
      Json.mapper().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private final Claims claims;
  private final Function<String, byte[]> keyedHash;

  Idempotency(Claims claims, Function<String, byte[]> keyedHash) {
    this.claims = claims;
    this.keyedHash = keyedHash;
  }

  static Idempotency of(Clients clients) {
    var table = new Table(clients.dynamoDb(), clients.settings().jobsTable());
    return new Idempotency(new Claims(table, InstantSource.system()), new KeyedHash(clients));
  }

  /**
   * Answers a call with a key by what was answered before, or by carrying it out; one without a key
   * is carried out.
   *
   * @param apiKeyId of the caller, who meets no key of another one
   * @param secrets the fields of the answer that must not be kept
   * @throws Refused 96123 malformed key, 96122 the key came with another request before, 96109 and
   *     96191 a body that cannot be compared, and whatever {@code carryOut} refuses
   */
  JsonNode answer(
      String apiKeyId,
      Request request,
      List<Secret> secrets,
      Function<Request, JsonNode> carryOut) {
    Operation order = Operation.begin(keyedHash);
    Optional<String> key = request.header(HEADER);
    if (key.isEmpty()) {
      return carryOut.apply(request.as(order));
    }
    String keyHash = hash(wellFormed(key.get()));
    String fingerprint = fingerprint(request);
    Claim claim = claims.take(apiKeyId, keyHash, fingerprint, order.token());
    if (!claim.fingerprint().equals(fingerprint)) {
      throw new Refused(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request in the last 24 hours; use a new key for a"
              + " new request.");
    }
    Operation claimed =
        claim.token().equals(order.token()) ? order : new Operation(claim.token(), keyedHash);
    return claim
        .answer()
        .map(kept -> repeat(kept, claimed, secrets))
        .orElseGet(() -> carryOut(claim, request.as(claimed), secrets, carryOut));
  }

  private JsonNode carryOut(
      Claim claim, Request request, List<Secret> secrets, Function<Request, JsonNode> carryOut) {
    JsonNode data;
    try {
      data = carryOut.apply(request);
    } catch (Refused e) {
      claims.withdraw(claim);
      throw e;
    }
    keep(claim, Json.text(without(secrets, data)));
    return data;
  }

  /** One that is not kept is made again by the next call: the order is the same. */
  private void keep(Claim claim, String answer) {
    if (answer.length() > MOST_KEPT) {
      log.atInfo().log("Answer not kept: it is too long");
    } else if (!claims.keep(claim.answered(answer))) {
      log.atWarn().log("Answer not kept: another order has the Idempotency-Key");
    }
  }

  private static JsonNode repeat(String kept, Operation operation, List<Secret> secrets) {
    JsonNode data = Json.tree(kept);
    secrets.stream()
        .filter(secret -> data.has(secret.field()))
        .forEach(
            secret -> ((ObjectNode) data).put(secret.field(), secret.again().apply(operation)));
    log.atInfo().log("Answer repeated");
    return data;
  }

  /** A secret's field stays, as null, so that the fields keep their order. */
  private static JsonNode without(List<Secret> secrets, JsonNode data) {
    JsonNode kept = data.deepCopy();
    secrets.stream()
        .filter(secret -> kept.has(secret.field()))
        .forEach(secret -> ((ObjectNode) kept).putNull(secret.field()));
    return kept;
  }

  private static String wellFormed(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new Refused(
          ErrorCode.IDEMPOTENCY_KEY_MALFORMED,
          "Idempotency-Key must have 1 to 128 printable ASCII characters.");
    }
    return key;
  }

  /** Equal for what asks for the same: neither white space nor the order of fields counts. */
  private static String fingerprint(Request request) {
    var parts =
        Json.mapper()
            .createArrayNode()
            .add(request.method())
            .add(request.path())
            .add(Json.toTree(new TreeMap<>(request.query().parameters())))
            .add(request.bodyIfAny());
    try {
      return hash(CANONICAL.writeValueAsString(parts));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read can be written", e);
    }
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
