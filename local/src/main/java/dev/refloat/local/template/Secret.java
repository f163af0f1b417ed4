package dev.refloat.local.template;

/**
 * A secret that is made at random.
 *
 * @param length letters and digits in it
 */
public record Secret(String logicalId, String name, String arn, int length) {}
