package dev.refloat.copy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a collection's keys with what is planned there.
 *
 * @param prefix of all its keys
 * @param after where it starts, exclusive; null: at the first key of the prefix
 * @param last where it ends, inclusive; null: at the last key of the prefix
 * @param files in key order
 */
record Stretch(
    String prefix, @Nullable String after, @Nullable String last, List<PlannedFile> files) {}
