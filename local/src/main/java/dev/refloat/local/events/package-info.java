/**
 * The default event bus: rules, patterns and delivery as in EventBridge, for what S3 and Step
 * Functions tell.
 */
@NullMarked
package dev.refloat.local.events;

import org.jspecify.annotations.NullMarked;
