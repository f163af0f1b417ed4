/**
 * Tells others of jobs: each change of a job's status to EventBridge, and from there to a webhook.
 */
@NullMarked
package dev.refloat.notify;

import org.jspecify.annotations.NullMarked;
