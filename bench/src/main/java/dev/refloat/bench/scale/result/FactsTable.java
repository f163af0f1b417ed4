package dev.refloat.bench.scale.result;

import dev.refloat.bench.report.MarkdownTable;
import dev.refloat.bench.scale.Facts;
import java.time.Duration;
import java.util.Locale;

/** What the simulated services are like, and who says so. */
final class FactsTable {
  private static final String ASSUMED = "assumed";
  private static final String S3 =
      "[S3, design patterns](https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html)";
  private static final String S3_GUIDELINES =
      "[S3, guidelines](https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-guidelines.html)";
  private static final String S3_RATE =
      "[AWS re:Post](https://repost.aws/knowledge-center/s3-object-key-naming-pattern): 30 to 60 minutes";
  private static final String LAMBDA_QUOTAS =
      "[Lambda, quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)";
  private static final String LAMBDA_SCALING =
      "[Lambda, scaling](https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html)";
  private static final String LAMBDA_MEMORY =
      "[Lambda, memory](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html)";
  private static final String DYNAMODB =
      "[DynamoDB, keys](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html)";

  private FactsTable() {}

  static MarkdownTable table() {
    var table = new MarkdownTable("of", "what", "value", "who says so");
    s3(table);
    lambda(table);
    dynamoDb(table);
    return table;
  }

  private static void s3(MarkdownTable table) {
    row(table, "S3", "COPY, PUT, DELETE of a partition", perSecond(Facts.S3.WRITES_PER_SECOND), S3);
    row(table, "S3", "GET, HEAD, LIST of a partition", perSecond(Facts.S3.READS_PER_SECOND), S3);
    row(table, "S3", "a copy is a read of the source too", "yes", ASSUMED);
    row(table, "S3", "partitions of a bucket at first", "1", ASSUMED);
    row(
        table,
        "S3",
        "load of %.0f %% until a partition is two".formatted(100 * Facts.S3.SPLIT_LOAD),
        seconds(Facts.S3.SPLIT_AFTER),
        S3_RATE + "; the share is assumed");
    row(
        table,
        "S3",
        "until the first byte, median",
        seconds(Facts.S3.FIRST_BYTE),
        S3_GUIDELINES + ": 100 to 200 ms");
    row(table, "S3", "sigma of the log-normal spread", number(Facts.S3.SPREAD), ASSUMED);
    row(table, "S3", "a SlowDown", seconds(Facts.S3.REFUSAL), ASSUMED);
    row(
        table,
        "S3",
        "bytes of one copy",
        number(Facts.S3.COPY_BYTES_PER_SECOND / 1e6) + " MB/s",
        ASSUMED + ": 5 GiB a minute");
    row(
        table,
        "S3",
        "bytes of one GET or PUT",
        number(Facts.S3.BYTES_PER_SECOND / 1e6) + " MB/s",
        S3_GUIDELINES);
  }

  private static void lambda(MarkdownTable table) {
    row(
        table,
        "Lambda",
        "calls at once, all functions",
        number(Facts.Lambda.ACCOUNT_CONCURRENCY),
        LAMBDA_QUOTAS);
    row(
        table,
        "Lambda",
        "new environments of a function",
        number(Facts.Lambda.RAMP) + " in " + seconds(Facts.Lambda.RAMP_REFILL),
        LAMBDA_SCALING);
    row(
        table,
        "Lambda",
        "start of an environment, from a snapshot",
        seconds(Facts.Lambda.COLD_START),
        ASSUMED);
    row(table, "Lambda", "call by a rule", seconds(Facts.Lambda.EVENT), ASSUMED);
    row(table, "EventBridge", "put of up to ten events", seconds(Facts.PUT_EVENTS), ASSUMED);
    row(table, "Lambda", "call by Step Functions", seconds(Facts.Lambda.INVOCATION), ASSUMED);
    row(
        table,
        "Lambda",
        "memory of one processor",
        number(Facts.Lambda.MIB_PER_PROCESSOR) + " MiB",
        LAMBDA_MEMORY);
    row(
        table,
        "Lambda",
        "processor time of a request",
        seconds(Facts.Lambda.CPU_PER_REQUEST),
        ASSUMED);
    row(
        table,
        "Lambda",
        "processor time of a listed key",
        seconds(Facts.Lambda.CPU_PER_KEY),
        ASSUMED);
  }

  private static void dynamoDb(MarkdownTable table) {
    row(
        table,
        "DynamoDB",
        "write units of a key",
        perSecond(Facts.DynamoDb.WRITES_PER_SECOND),
        DYNAMODB);
    row(
        table,
        "DynamoDB",
        "read units of a key",
        perSecond(Facts.DynamoDb.READS_PER_SECOND),
        DYNAMODB);
    row(table, "DynamoDB", "request, median", seconds(Facts.DynamoDb.REQUEST), ASSUMED);
    row(table, "DynamoDB", "transaction, median", seconds(Facts.DynamoDb.TRANSACTION), ASSUMED);
    row(table, "DynamoDB", "sigma of the spread", number(Facts.DynamoDb.SPREAD), ASSUMED);
  }

  private static void row(MarkdownTable table, String of, String what, String value, String from) {
    table.row(of, what, value, from);
  }

  private static String perSecond(int value) {
    return number(value) + " a second";
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds >= 60
        ? number(seconds / 60) + " min"
        : seconds >= 1
            ? number(seconds) + " s"
            : seconds >= 0.001 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " µs";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value).replaceAll("0+$", "");
  }
}
