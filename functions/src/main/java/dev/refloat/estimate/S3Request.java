package dev.refloat.estimate;

/** The requests that a restore makes of S3. */
public enum S3Request {
  COPY_OBJECT("copyObject", Price.WRITE),
  UPLOAD_PART_COPY("uploadPartCopy", Price.WRITE),
  CREATE_MULTIPART_UPLOAD("createMultipartUpload", Price.WRITE),
  COMPLETE_MULTIPART_UPLOAD("completeMultipartUpload", Price.WRITE),
  PUT_OBJECT("putObject", Price.WRITE),
  UPLOAD_PART("uploadPart", Price.WRITE),
  LIST_OBJECTS("listObjects", Price.WRITE),
  LIST_PARTS("listParts", Price.READ),
  LIST_MULTIPART_UPLOADS("listMultipartUploads", Price.WRITE),
  GET_OBJECT("getObject", Price.READ),
  HEAD_OBJECT("headObject", Price.READ),
  DELETE_OBJECTS("deleteObjects", Price.FREE),
  DELETE_OBJECT("deleteObject", Price.FREE);

  /** The two prices that S3 has, and none. */
  public enum Price {
    /** PUT, COPY, POST and LIST. */
    WRITE,
    /** GET and all others. */
    READ,
    FREE
  }

  private final String text;
  private final Price price;

  S3Request(String text, Price price) {
    this.text = text;
    this.price = price;
  }

  /** As answers name it. */
  public String text() {
    return text;
  }

  public Price price() {
    return price;
  }
}
