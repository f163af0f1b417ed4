package dev.refloat.local.s3;

/**
 * What this server does otherwise than S3, as far as it is known. Each constant has a test of the
 * same name that shows the difference, so that a change in S3Proxy is noticed.
 *
 * <p>Two differences no test can show reliably. A GET that runs while its object is replaced may
 * answer with the metadata of one version and the bytes of the other. And behind the answer to an
 * upload in signed chunks, whose last bytes it does not wait for, it may close the connection
 * without having said so: one of some 8,000 uploads then met such a connection. So the functions
 * and the clients of the local stack send their bodies whole.
 */
public enum Quirks {
  KEY_IS_PREFIX_OF_ANOTHER(
      "keeps a and a/b beside each other",
      "refuses the second with 400 InvalidRequest",
      "an object is a file, and a file cannot be a directory",
      "no key of a backup or of a restored cluster is such a prefix"),
  KEY_WITH_DOT_SEGMENT(
      "keeps a/../b and ./a as they are",
      "refuses to write them with 400 InvalidRequest and does not find them",
      "the file store would tidy the path up and touch another object",
      "keys of the product have no such segments"),
  KEY_WITH_EMPTY_SEGMENT(
      "keeps a//b and /a as they are",
      "refuses the request with 403 SignatureDoesNotMatch",
      "the path is tidied up before the signature is checked",
      "keys of the product have no empty segments"),
  KEY_SEGMENT_OVER_255_BYTES(
      "limits only the whole key, to 1024 bytes",
      "refuses it with 400 InvalidRequest",
      "each segment of a key is a file name",
      "segments of the product's keys are ids and short names"),
  KEY_IS_RESERVED(
      "keeps every name",
      "refuses keys that begin with .mpus- or .s3proxy- with 400 InvalidRequest",
      "S3Proxy keeps open uploads under such names",
      "no key of the product begins so"),
  MARKER_WITH_BYTES(
      "keeps bytes under a key that ends in a slash",
      "keeps only an empty object there, and refuses bytes with 400 InvalidRequest",
      "such an object is a directory",
      "the product writes no such keys"),
  ANY_REGION(
      "refuses a signature for another region",
      "accepts each region",
      "S3Proxy takes the region from the request's signature",
      "the stack configures one region everywhere"),
  NO_SESSION_TOKENS(
      "takes the temporary keys of a role, with their session token",
      "refuses x-amz-security-token with 501",
      "S3Proxy does not read the header",
      "the stack has one pair of keys, which no role gave"),
  NO_CHECKSUMS(
      "keeps a checksum with each object (CRC-64/NVME unless told otherwise) and returns it from PutObject, CopyObject,"
          + " UploadPartCopy and HeadObject",
      "verifies a checksum that comes with a body, but keeps and returns none",
      "the file store has no place for it",
      "copies are then verified by size and ETag, and the job says so"),
  COPY_IGNORES_DESTINATION_CONDITION(
      "honours If-None-Match and If-Match on the destination of CopyObject",
      "ignores them and overwrites",
      "S3Proxy does not read these headers on a copy",
      "a copy in the product may be repeated, so it does not depend on them"),
  COPY_IGNORES_STORAGE_CLASS(
      "gives the copy the storage class that was asked for, else STANDARD",
      "gives it that of the source",
      "S3Proxy does not read the header on a copy",
      "the product leaves the storage class to the bucket"),
  LIST_PARTS_IN_ONE_PAGE(
      "returns at most 1000 parts, fewer on request, and a marker",
      "returns all parts at once whatever max-parts says, and refuses a marker with 501",
      "S3Proxy does not page parts",
      "a paginator sees one page that is not truncated"),
  LIST_UPLOADS_IGNORES_DELIMITER(
      "groups open uploads into common prefixes",
      "lists each upload",
      "S3Proxy does not group uploads",
      "the product lists uploads by prefix only"),
  DELIMITER_IS_THE_SLASH(
      "groups by any delimiter",
      "refuses others than the slash with 400 InvalidRequest",
      "directories are the groups",
      "the product uses no other"),
  PART_ORDER_IS_NOT_CHECKED(
      "refuses a completion whose parts are not in ascending order with 400 InvalidPartOrder",
      "puts them in order",
      "S3Proxy sorts them",
      "the product sends them in order; its own tests check that"),
  METADATA_OVER_2_KIB(
      "refuses more than 2 KiB of user metadata with 400 MetadataTooLarge",
      "keeps what fits the file system's attributes",
      "S3Proxy does not count it",
      "the product writes a few short entries"),
  NO_VERSIONING(
      "keeps versions of the objects of a bucket that asks for it",
      "refuses to switch it on with 501",
      "the file store has none",
      "the template's buckets do not version"),
  NO_BUCKET_CONFIGURATION(
      "keeps lifecycle rules, policies, default encryption, public access blocks and notifications",
      "refuses them with 501",
      "S3Proxy does not know them",
      "the stack reads the template instead and takes events from the server's listener"),
  NO_ENCRYPTION_HEADERS(
      "encrypts as x-amz-server-side-encryption says",
      "refuses the header with 501",
      "the file store does not encrypt",
      "the template encrypts by the bucket's default, not by a header"),
  NO_TAGS(
      "keeps tags of objects",
      "refuses them with 501",
      "S3Proxy does not know them",
      "the stack sets the template's parameter CopyTags to false"),
  SIGNED_BODY_OVER_128_MIB(
      "takes up to 5 GiB in one request whose body is signed as a whole",
      "ends the connection on more than 128 MiB",
      "S3Proxy reads such a body into memory before it checks the signature",
      "the SDK signs bodies chunk by chunk, and the command line uploads in parts");

  private final String s3;
  private final String here;
  private final String because;
  private final String inPractice;

  Quirks(String s3, String here, String because, String inPractice) {
    this.s3 = s3;
    this.here = here;
    this.because = because;
    this.inPractice = inPractice;
  }

  /** What S3 does. */
  public String s3() {
    return s3;
  }

  /** What this server does. */
  public String here() {
    return here;
  }

  /** Why it does so. */
  public String because() {
    return because;
  }

  /** Why the product and the local stack are right nevertheless. */
  public String inPractice() {
    return inPractice;
  }
}
