/** A stand-in for AWS Secrets Manager: tells the secrets that it is given. */
@NullMarked
package dev.refloat.local.secrets;

import org.jspecify.annotations.NullMarked;
