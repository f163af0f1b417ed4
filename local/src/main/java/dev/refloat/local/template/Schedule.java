package dev.refloat.local.template;

import java.time.Duration;

/**
 * A function that is called again and again.
 *
 * @param period from one call to the next; the first comes after it, too
 */
public record Schedule(String name, String functionArn, Duration period) {}
