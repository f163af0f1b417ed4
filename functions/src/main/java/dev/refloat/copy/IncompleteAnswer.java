package dev.refloat.copy;

/**
 * S3 answered with success but not with what a success carries. CopyObject sends its status before
 * the copy is done, so an answer that breaks off there looks like one.
 */
final class IncompleteAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncompleteAnswer(String operation) {
    super("S3 answered without a result: " + operation);
  }
}
