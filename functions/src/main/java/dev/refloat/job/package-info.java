/** The job center: jobs, the outcome of each of their collections, and their progress. */
@NullMarked
package dev.refloat.job;

import org.jspecify.annotations.NullMarked;
