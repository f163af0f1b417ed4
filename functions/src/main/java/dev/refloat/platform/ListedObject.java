package dev.refloat.platform;

/**
 * An object in a list.
 *
 * @param size in bytes
 * @param eTag as S3 writes it, quotes included
 */
record ListedObject(String key, long size, String eTag) {}
