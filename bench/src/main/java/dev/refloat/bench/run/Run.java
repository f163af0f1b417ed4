package dev.refloat.bench.run;

import java.time.Duration;

/**
 * One run that came to its end.
 *
 * @param prefix under which the copies are in the data bucket, with the closing slash
 * @param jobId of a restore, empty for a peer
 */
public record Run(Duration took, String prefix, String jobId) {}
