/**
 * The registry of clusters and, for each, its catalogue: databases, collections, and where their
 * files are.
 */
@NullMarked
package dev.refloat.cluster;

import org.jspecify.annotations.NullMarked;
