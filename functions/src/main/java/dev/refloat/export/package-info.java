/**
 * Writes a cluster's catalogue, with the files that are there, as the meta of a backup that readers
 * of milvus-backup's format read.
 */
@NullMarked
package dev.refloat.export;

import org.jspecify.annotations.NullMarked;
