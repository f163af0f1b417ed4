/** The backups that are restored: valid ones, whose objects have the wished number and sizes. */
@NullMarked
package dev.refloat.bench.cases;

import org.jspecify.annotations.NullMarked;
