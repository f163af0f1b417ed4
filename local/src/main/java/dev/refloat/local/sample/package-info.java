/**
 * Writes a cluster backup as milvus-backup does today, with real files in it, to try a restore on:
 * deterministic from a seed, from a megabyte to many gigabytes, from a hundred objects to many
 * thousands.
 */
@NullMarked
package dev.refloat.local.sample;

import org.jspecify.annotations.NullMarked;
