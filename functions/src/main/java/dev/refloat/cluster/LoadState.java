package dev.refloat.cluster;

/** Whether an engine should hold a collection in memory. */
public enum LoadState {
  LOADED,
  UNLOADED
}
