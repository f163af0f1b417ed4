/**
 * Opens the log files of segments by ranged reads: the envelope of an insert or delta log, the
 * footer of a parquet file, and how many rows that says. It knows the formats, and neither where
 * the files are nor how they are read.
 */
@NullMarked
package dev.refloat.content;

import org.jspecify.annotations.NullMarked;
