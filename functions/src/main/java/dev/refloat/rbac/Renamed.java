package dev.refloat.rbac;

/** A collection that was restored, and what it is called now. */
public record Renamed(String sourceDb, String sourceName, String db, String name) {}
