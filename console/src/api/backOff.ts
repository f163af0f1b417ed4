const firstWait = 1_000;
const longestWait = 30_000;

/**
 * Milliseconds until the next attempt after `failures` in a row, at least 1. What the answer asks for in `Retry-After`
 * counts where it is in seconds; `random` spreads callers that were refused at once.
 */
export function backOff(failures: number, retryAfter: string | null = null, random = Math.random()): number {
  const asked = retryAfter === null ? Number.NaN : Number(retryAfter);
  if (Number.isFinite(asked) && asked > 0) {
    return Math.min(asked * 1_000, longestWait);
  }
  const doubled = Math.min(firstWait * 2 ** (failures - 1), longestWait);
  return Math.round(doubled * (0.75 + random / 2));
}
