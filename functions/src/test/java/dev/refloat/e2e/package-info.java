/** The whole system on the embedded stack, through HTTP and S3 as a user sees it. */
@NullMarked
package dev.refloat.e2e;

import org.jspecify.annotations.NullMarked;
