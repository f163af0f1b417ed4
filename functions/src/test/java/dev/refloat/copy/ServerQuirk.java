package dev.refloat.copy;

/**
 * What an S3 server under test does otherwise than S3, as far as the copy engine meets it. A test
 * of the suite shows each, so that a change in the server is noticed.
 */
enum ServerQuirk {
  NO_CHECKSUMS(
      "keeps a checksum with each copy and each part of one, shows it in lists, and compares it",
      "shows none in lists, and takes any checksum for that of an upload",
      "copies are verified by ETag and size, and the job says so"),
  COPY_COMPUTES_NO_CHECKSUM(
      "computes the checksum that CopyObject asks for",
      "copies that of the source, where it has one",
      "objects written by today's clients have one; the others are verified by ETag"),
  COPIED_PARTS_HAVE_NO_CHECKSUM(
      "computes a checksum of each part that UploadPartCopy makes",
      "computes only that of the whole, when the upload is completed",
      "without one of each part the engine sends none of the whole"),
  NO_CHECKSUM_TYPE(
      "says of each checksum whether it is over the object or over those of its parts",
      "says it of uploads only",
      "what is not called composite counts as full, and of whole objects it is"),
  WRONG_CHECKSUM_IS_INVALID_REQUEST(
      "refuses a completion with another checksum with BadDigest",
      "refuses it with InvalidRequest",
      "the collection fails all the same, but its reason does not name the checksum"),
  CHECKSUM_BREAKS_PART_COPY(
      "computes the checksums of copied parts in an upload that was opened with a checksum",
      "demands them of the caller, who cannot know them, and refuses the part",
      "CopyChecksum has to be false"),
  PART_COPY_WITHOUT_UPLOAD_IS_INTERNAL_ERROR(
      "refuses UploadPartCopy into an upload that is gone with NoSuchUpload",
      "answers 500",
      "ListParts comes first and tells that it is gone; one that goes between is found by the repeat"),
  ABORT_WITHOUT_UPLOAD_SUCCEEDS(
      "refuses to abort an upload again with NoSuchUpload",
      "answers 204",
      "the engine takes both as aborted"),
  ABORT_TAKES_THE_OBJECT_AWAY(
      "leaves the object of a key alone when an upload to that key is aborted",
      "forgets it",
      "an upload that lost its way into the ledger must not be left open beside a completed one"),
  LIST_UPLOADS_BY_WHOLE_KEY(
      "lists the open uploads under a prefix",
      "lists them only where the prefix is the whole key",
      "uploads in the ledger are aborted; one that lost its way there is left to the server's expiry"),
  LIST_PARTS_IN_ONE_PAGE(
      "returns parts in pages",
      "returns all parts at once, whatever max-parts says",
      "the engine sees one page that is not truncated"),
  LISTS_IN_UTF_16_ORDER(
      "lists keys in the order of their UTF-8 bytes",
      "lists them in that of their UTF-16 characters, which differs above U+D7FF",
      "keys of backups and of clusters are ASCII"),
  NO_SIGNATURES(
      "refuses a request with a wrong signature", "looks at none", "it is a server for tests");

  private final String s3;
  private final String here;
  private final String inPractice;

  ServerQuirk(String s3, String here, String inPractice) {
    this.s3 = s3;
    this.here = here;
    this.inPractice = inPractice;
  }

  @Override
  public String toString() {
    return "%s: S3 %s; this server %s; %s".formatted(name(), s3, here, inPractice);
  }
}
