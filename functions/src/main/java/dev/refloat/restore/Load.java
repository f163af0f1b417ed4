package dev.refloat.restore;

import dev.refloat.cluster.LoadState;

/** Which load state a restored collection gets. */
public enum Load {
  /** The one it had when it was backed up. */
  KEEP,
  LOADED,
  UNLOADED;

  /** A collection that was being loaded when it was backed up was wanted in memory. */
  LoadState of(dev.refloat.backup.LoadState inBackup) {
    return switch (this) {
      case KEEP ->
          inBackup == dev.refloat.backup.LoadState.NOT_LOADED
              ? LoadState.UNLOADED
              : LoadState.LOADED;
      case LOADED -> LoadState.LOADED;
      case UNLOADED -> LoadState.UNLOADED;
    };
  }
}
