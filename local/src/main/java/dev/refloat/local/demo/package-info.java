/**
 * The demonstration: writes a sample backup, has it restored through the HTTP API, and checks the
 * result for itself. Knows the API, S3 and the facts of a {@link
 * dev.refloat.local.stack.Connection}; nothing else of the service.
 */
@NullMarked
package dev.refloat.local.demo;

import org.jspecify.annotations.NullMarked;
