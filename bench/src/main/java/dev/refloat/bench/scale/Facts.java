package dev.refloat.bench.scale;

import java.time.Duration;

/**
 * What the simulated services are like. Limits are those of AWS's documentation; where it gives no
 * number, the comment says that one is assumed. {@code docs/scaling.md} shows them.
 */
public final class Facts {
  private Facts() {}

  /** Of a bucket's prefixes and their limits. */
  public static final class S3 {
    /**
     * COPY, PUT, POST and DELETE that a partition takes at least. <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html">Best
     * practices design patterns</a>
     */
    public static final int WRITES_PER_SECOND = 3_500;

    /** GET, HEAD and LIST that a partition takes at least; same page. */
    public static final int READS_PER_SECOND = 5_500;

    /**
     * Load near the limit after which a partition has split. S3 says "gradually"; AWS answers "30
     * to 60 minutes" under <a
     * href="https://repost.aws/knowledge-center/s3-object-key-naming-pattern">How do I scale my
     * request rate</a>.
     */
    public static final Duration SPLIT_AFTER = Duration.ofMinutes(30);

    /** Assumed: the share of the limit that counts as load near it, in each minute. */
    public static final double SPLIT_LOAD = 0.8;

    /**
     * Until the first byte of an answer, in the median. "Roughly 100–200 milliseconds": <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-guidelines.html">Performance
     * guidelines</a>
     */
    public static final Duration FIRST_BYTE = Duration.ofMillis(100);

    /** Assumed: the spread, as the sigma of a log-normal distribution; one in 100 takes 2.3×. */
    public static final double SPREAD = 0.35;

    /** Assumed: what a refusal takes, which is made before any work. */
    public static final Duration REFUSAL = Duration.ofMillis(20);

    /**
     * Assumed: bytes per second of one copy within S3; 5 GiB in a minute, as the copy engine
     * expects it.
     */
    public static final double COPY_BYTES_PER_SECOND = 90e6;

    /** Bytes per second of one GET or PUT; "85–90 MB/s" in the performance guidelines. */
    public static final double BYTES_PER_SECOND = 85e6;

    private S3() {}
  }

  /** Assumed: a request that puts up to ten events. */
  public static final Duration PUT_EVENTS = Duration.ofMillis(30);

  /** Of Lambda. */
  public static final class Lambda {
    /**
     * Environments at once, of all functions. <a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     */
    public static final int ACCOUNT_CONCURRENCY = 1_000;

    /**
     * Environments that a function gets at once, and again in ten seconds, refilled continuously.
     * <a href="https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html">Scaling
     * behavior</a>
     */
    public static final int RAMP = 1_000;

    public static final Duration RAMP_REFILL = Duration.ofSeconds(10);

    /**
     * Assumed: start from a snapshot, which every function of a restore has. "As low as
     * sub-second": <a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
     */
    public static final Duration COLD_START = Duration.ofMillis(800);

    /**
     * Assumed: from the start of an execution, or an event that was put, to the call of a function
     * by a rule for it.
     */
    public static final Duration EVENT = Duration.ofMillis(200);

    /** Assumed: from Step Functions to the handler and back. */
    public static final Duration INVOCATION = Duration.ofMillis(25);

    /**
     * MiB that come with one processor. <a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Memory</a>
     */
    public static final double MIB_PER_PROCESSOR = 1_769;

    /** Assumed: processor time of one request with its answer, of S3 or DynamoDB. */
    public static final Duration CPU_PER_REQUEST = Duration.ofNanos(300_000);

    /**
     * Assumed: processor time of one listed key, with the plan's lines of it that it is held to.
     */
    public static final Duration CPU_PER_KEY = Duration.ofNanos(10_000);

    private Lambda() {}
  }

  /** Of DynamoDB. */
  public static final class DynamoDb {
    /**
     * Write units of one partition key in a second. <a
     * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">Partition
     * keys</a>
     */
    public static final int WRITES_PER_SECOND = 1_000;

    /** Read units; same page. */
    public static final int READS_PER_SECOND = 3_000;

    /** "Single-digit milliseconds"; the median is assumed. */
    public static final Duration REQUEST = Duration.ofMillis(5);

    /** Assumed: a transaction in the median; its items are taken meanwhile. */
    public static final Duration TRANSACTION = Duration.ofMillis(15);

    /** Assumed, as of S3. */
    public static final double SPREAD = 0.35;

    private DynamoDb() {}
  }

  /**
   * Of Step Functions. <a
   * href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
   */
  public static final class StepFunctions {
    public static final int PAYLOAD_BYTES = 256 * 1024;
    public static final int EVENTS = 25_000;
    public static final int CHILDREN = 10_000;
    public static final int OPEN_MAP_RUNS = 1_000;

    /** Refill of the bucket of transitions in most regions; 5,000 in the three largest. */
    public static final int TRANSITIONS_PER_SECOND = 800;

    private StepFunctions() {}
  }
}
