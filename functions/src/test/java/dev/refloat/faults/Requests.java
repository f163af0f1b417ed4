package dev.refloat.faults;

import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Says what a request asks for, in words that are the same each time a seed is played. */
final class Requests {
  /** An id that was drawn, a time or an id with one in it, the number of a planner's attempt. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "job-\\w{20}(/\\d+)?|in01-\\w{15}|(?<=[/#])\\d{18,}|(?<=N#)\\d{12}|(?<=DONE#|PARTIAL#|UPLOAD#\\d{5}#)\\d+"
              + "|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  private Requests() {}

  static String describe(SdkRequest request) {
    String name = request.getClass().getSimpleName().replace("Request", "");
    String what =
        request instanceof TransactWriteItemsRequest transaction
            ? transaction.transactItems().stream()
                .map(Requests::describe)
                .collect(Collectors.joining(" + "))
            : Stream.of("Key", "DestinationKey", "Prefix", "PartNumber", "Range", "Item")
                .map(field -> request.getValueForField(field, Object.class))
                .flatMap(Optional::stream)
                .map(Requests::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    return name + " " + unchanging(what);
  }

  /** The same text each time a seed is played. */
  static String unchanging(String text) {
    return CHANGING.matcher(text).replaceAll("*");
  }

  private static String describe(TransactWriteItem item) {
    if (item.put() != null) {
      return "put " + key(item.put().item());
    }
    if (item.update() != null) {
      return "update " + key(item.update().key());
    }
    return item.delete() != null
        ? "delete " + key(item.delete().key())
        : "check " + key(item.conditionCheck().key());
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Stream.of("pk", "sk")
          .map(map::get)
          .map(attribute -> attribute instanceof AttributeValue v ? v.s() : "")
          .collect(Collectors.joining(" "));
    }
    return value instanceof List<?> ? "" : value.toString();
  }

  private static String key(Map<String, AttributeValue> item) {
    return text(item);
  }

  /** Sends one that S3 works on for long, without faults. */
  static void send(SdkRequest request) {
    switch (request) {
      case CopyObjectRequest copy -> EmbeddedAws.s3().copyObject(copy);
      case UploadPartCopyRequest part -> EmbeddedAws.s3().uploadPartCopy(part);
      case CompleteMultipartUploadRequest all -> EmbeddedAws.s3().completeMultipartUpload(all);
      default -> throw new IllegalArgumentException("Cannot be late: " + request);
    }
  }
}
