package dev.refloat.bench.scale.s3;

/** Requests, as they are charged and limited. */
public enum Kind {
  COPY(true),
  PUT(true),
  LIST(false),
  GET(false),
  HEAD(false),
  DELETE(true);

  private final boolean isWrite;

  Kind(boolean isWrite) {
    this.isWrite = isWrite;
  }

  /** Whether it counts against the rate of writes, else against that of reads. */
  public boolean isWrite() {
    return isWrite;
  }
}
