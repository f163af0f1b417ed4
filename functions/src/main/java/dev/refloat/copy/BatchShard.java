package dev.refloat.copy;

/**
 * The item in which a batch counts: {@code DONE#{attempt}#{collection}#{shard}} under the job. The
 * attempt stands first, so that one query reads the counters of a plan.
 *
 * <p>An item takes 1,000 writes of 1 KB a second. With {@value #BATCHES} numbers it stays below 1
 * KB. Batches with neighbouring numbers run at the same time, so they are spread over {@value
 * #SPREAD} items: of 100 batches that end in one second an item takes six or seven.
 */
record BatchShard(int attempt, String collection, long number) {
  private static final int BATCHES = 100;
  private static final int SPREAD = 16;

  static BatchShard of(BatchPayload batch) {
    long number = batch.number();
    long shard = number / (BATCHES * SPREAD) * SPREAD + number % SPREAD;
    return new BatchShard(batch.files().attempt(), batch.collection(), shard);
  }

  String key() {
    return "DONE#%d#%s#%05d".formatted(attempt, collection, number);
  }
}
