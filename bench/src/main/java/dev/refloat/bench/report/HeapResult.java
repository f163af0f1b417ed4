package dev.refloat.bench.report;

import dev.refloat.bench.heap.HeapPeak;

/**
 * The heap of the copy function on some batches.
 *
 * @param batch what was in the batches
 */
public record HeapResult(String batch, HeapPeak peak) {}
