package dev.refloat.job;

/**
 * What was found in files that were opened.
 *
 * @param files that were opened
 * @param rows of segments, each counted once, not once per field
 * @param deletes in delta logs
 */
public record Contents(long files, long rows, long deletes) {
  public static final Contents NONE = new Contents(0, 0, 0);

  public Contents plus(Contents other) {
    return new Contents(files + other.files, rows + other.rows, deletes + other.deletes);
  }
}
