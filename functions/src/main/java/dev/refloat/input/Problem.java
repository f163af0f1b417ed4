package dev.refloat.input;

import dev.refloat.platform.ErrorCode;

/**
 * One thing that is wrong with a body.
 *
 * @param message a sentence that names the field and says what it must be; it never repeats a
 *     value, which could be a secret
 */
public record Problem(ErrorCode code, String message) {}
