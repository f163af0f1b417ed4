package dev.refloat.bench.count;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of request.
 *
 * @param caller name of the function, empty where no function calls
 * @param service as the SDK names it
 * @param bucket that S3 is asked for, else empty
 */
public record Call(String caller, String service, String operation, String bucket) {
  /** Not an operation: how many items those of DynamoDB wrote. */
  public static final String ITEMS_WRITTEN = "items written";

  /** What S3 prices as PUT, COPY, POST or LIST, but for LIST itself. */
  private static final Set<String> S3_WRITES =
      Set.of(
          "PutObject",
          "CopyObject",
          "CreateMultipartUpload",
          "UploadPart",
          "UploadPartCopy",
          "CompleteMultipartUpload");

  private static final Set<String> S3_LISTS =
      Set.of("ListObjectsV2", "ListObjects", "ListMultipartUploads", "ListParts");

  static Call parse(String text) {
    String[] fields = text.split(Pattern.quote(AwsCalls.SEPARATOR), -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("A call has four fields: " + text);
    }
    return new Call(fields[0], fields[1], fields[2], fields[3]);
  }

  boolean isS3() {
    return service.equals("S3");
  }

  boolean isS3Write() {
    return isS3() && S3_WRITES.contains(operation);
  }

  boolean isList() {
    return isS3() && S3_LISTS.contains(operation);
  }

  boolean isHead() {
    return isS3() && operation.startsWith("Head");
  }

  boolean isBy(String function) {
    return caller.contains(function);
  }
}
