package dev.refloat.bench.scale;

/** Dollars, of us-east-1. The one place where the simulation has prices. */
public final class Prices {
  public static final double S3_WRITE_OR_LIST = 0.005 / 1_000;
  public static final double S3_READ = 0.0004 / 1_000;
  public static final double TRANSITION = 0.025 / 1_000;
  public static final double LAMBDA_GB_SECOND = 0.0000133334;
  public static final double LAMBDA_REQUEST = 0.20 / 1e6;
  public static final double EVENT = 1.00 / 1e6;
  public static final double DYNAMODB_WRITE = 0.625 / 1e6;
  public static final double DYNAMODB_READ = 0.125 / 1e6;

  private Prices() {}
}
