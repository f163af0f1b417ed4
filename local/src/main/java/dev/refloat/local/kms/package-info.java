/**
 * A stand-in for AWS KMS: makes HMACs with keys that it is given, and refuses everything else that
 * KMS can do.
 */
@NullMarked
package dev.refloat.local.kms;

import org.jspecify.annotations.NullMarked;
