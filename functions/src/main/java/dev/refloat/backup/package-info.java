/**
 * Backups: reading and checking their meta, where their objects are, and which of them are
 * registered.
 */
@NullMarked
package dev.refloat.backup;

import org.jspecify.annotations.NullMarked;
