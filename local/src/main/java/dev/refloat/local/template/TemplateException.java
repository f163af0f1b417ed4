package dev.refloat.local.template;

/** The template cannot be run as it is written; the message names the place and what to change. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param path where it stands, as keys joined by dots, or {@code line N}
   */
  public TemplateException(String path, String problem) {
    super(path + ": " + problem);
  }
}
