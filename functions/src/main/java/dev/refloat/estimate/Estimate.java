package dev.refloat.estimate;

/**
 * What a run will take.
 *
 * @param requests that it makes, exactly, where nothing fails and nothing has to wait
 * @param planningSeconds until the plan is made
 * @param restoringSeconds after it
 * @param rates of the installation, as they were known
 */
public record Estimate(
    long collections,
    long objects,
    long bytes,
    Requests requests,
    double planningSeconds,
    double restoringSeconds,
    Rates rates,
    Cost cost) {

  /**
   * Where and how a run goes.
   *
   * @param region of the installation
   * @param sourceRegion of the backup
   * @param copyKey whether the copies are encrypted with a KMS key of one's own
   * @param flow how much goes on at once
   */
  public record Place(String region, String sourceRegion, boolean copyKey, Duration.Flow flow) {}

  /** Written in transactions, an item counts twice; one is of 1 KB but for large rows. */
  private static final long ROW_UNIT_BYTES = 1024;

  public static Estimate of(RestoreSize size, Place place, Rates rates, Prices prices) {
    Requests requests = RequestCount.of(size);
    Duration duration = Duration.of(size, place.flow(), rates);
    boolean elsewhere = !place.sourceRegion().equals(place.region());
    var used =
        new Cost.Used(
            requests,
            duration.gbSeconds(),
            writeUnits(size, requests),
            requests.kms() + (place.copyKey() ? keysOfCopies(size) : 0),
            elsewhere ? size.bytes() : 0,
            place.sourceRegion(),
            place.region());
    return new Estimate(
        size.collections().size(),
        size.objects(),
        size.bytes(),
        requests,
        duration.planning(),
        duration.restoring(),
        rates,
        Cost.of(used, prices));
  }

  /** S3 asks KMS for each object that it writes, and for each part and its upload. */
  private static long keysOfCopies(RestoreSize size) {
    return size.collections().stream().mapToLong(c -> c.objects() + c.copying().parts()).sum();
  }

  private static long writeUnits(RestoreSize size, Requests requests) {
    long rows =
        size.collections().stream()
            .mapToLong(c -> 2 * (c.rowBytes().orElse(0) / ROW_UNIT_BYTES))
            .sum();
    return requests.itemsWritten() + requests.itemsInTransactions() + rows;
  }

  public double seconds() {
    return planningSeconds + restoringSeconds;
  }
}
