package dev.refloat.backup;

import org.jspecify.annotations.Nullable;

/** Whether a collection or partition was being served when it was backed up. */
public enum LoadState {
  NOT_LOADED,
  LOADING,
  LOADED;

  /** A state of a later writer counts as not loaded, so that nothing is served by accident. */
  static LoadState ofMeta(@Nullable String text) {
    return switch (text) {
      case "Loaded" -> LOADED;
      case "Loading" -> LOADING;
      case null, default -> NOT_LOADED;
    };
  }
}
