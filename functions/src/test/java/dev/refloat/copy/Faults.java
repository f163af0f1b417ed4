package dev.refloat.copy;

import java.net.SocketException;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Lets requests fail by seed. What happens to a request follows from the seed, from what it asks
 * for and from how often that was asked before, and not from the order of threads or from the id of
 * a job, which is drawn anew: the same seed gives the same faults.
 */
final class Faults implements ExecutionInterceptor {
  private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("fault");
  private static final Pattern JOB = Pattern.compile("job-[0-9a-z]+");

  enum Fault {
    NONE,
    THROTTLED,
    ERROR,
    RESET_BEFORE,
    /** The request has its effect, and the answer is lost. */
    RESET_AFTER,
    /** The request has its effect, and the answer says that it failed. */
    ERROR_AFTER;

    boolean isBefore() {
      return this == THROTTLED || this == ERROR || this == RESET_BEFORE;
    }

    boolean isAfter() {
      return this == RESET_AFTER || this == ERROR_AFTER;
    }
  }

  /** The body of a GET is read later than any hook, and it has no effect that could be lost. */
  private static final Predicate<SdkRequest> HAS_AN_EFFECT =
      request -> !(request instanceof GetObjectRequest);

  private final long seed;
  private final double share;
  private final Predicate<SdkRequest> losesAnswers;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  /**
   * @param share of the requests that fail
   */
  Faults(long seed, double share) {
    this(seed, share, HAS_AN_EFFECT);
  }

  private Faults(long seed, double share, Predicate<SdkRequest> losesAnswers) {
    this.seed = seed;
    this.share = share;
    this.losesAnswers = losesAnswers;
  }

  /**
   * Those that a server can stand: where aborting an upload takes the object of its key away, none
   * may be left open that nobody knows.
   */
  static Faults on(TestedServer server, long seed, double share) {
    if (!server.has(ServerQuirk.ABORT_TAKES_THE_OBJECT_AWAY)) {
      return new Faults(seed, share);
    }
    return new Faults(
        seed,
        share,
        HAS_AN_EFFECT.and(request -> !(request instanceof CreateMultipartUploadRequest)));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String what = describe(context.request());
    Fault fault = decide(what, asked.merge(what, 1, Integer::sum));
    if (fault.isAfter() && !losesAnswers.test(context.request())) {
      fault = Fault.RESET_BEFORE;
    }
    attributes.putAttribute(FAULT, fault);
    if (fault.isBefore()) {
      throw error(fault);
    }
  }

  /** The answer is read by now, so that its connection is free again. */
  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    Fault fault = attributes.getAttribute(FAULT);
    if (fault.isAfter()) {
      throw error(fault);
    }
  }

  private Fault decide(String what, int time) {
    var random = new SplittableRandom(Objects.hash(seed, what, time) * 0x9e3779b97f4a7c15L);
    if (random.nextDouble() >= share) {
      return Fault.NONE;
    }
    return Fault.values()[1 + random.nextInt(Fault.values().length - 1)];
  }

  private static String describe(SdkRequest request) {
    return Stream.of("Key", "DestinationKey", "Prefix", "PartNumber", "Range")
        .map(name -> request.getValueForField(name, Object.class))
        .map(value -> value.map(Object::toString).orElse(""))
        .map(value -> JOB.matcher(value).replaceAll("job"))
        .collect(Collectors.joining("|", request.getClass().getSimpleName() + "|", ""));
  }

  private static RuntimeException error(Fault fault) {
    return switch (fault) {
      case THROTTLED -> answer("SlowDown", 503);
      case ERROR, ERROR_AFTER -> answer("InternalError", 500);
      default -> SdkClientException.create("reset", new SocketException("Connection reset"));
    };
  }

  private static RuntimeException answer(String code, int status) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
