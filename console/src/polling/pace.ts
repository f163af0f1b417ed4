import { backOff } from '../api/backOff';

const movingPace = 2_000;
const restingPace = 15_000;

export interface Circumstances {
  /** Whether something changes by itself, such as a job that runs. */
  readonly moving: boolean;
  /** Whether the tab is in the background. */
  readonly hidden: boolean;
  /** Failed attempts in a row. */
  readonly failures: number;
}

/** Milliseconds until the next look; null for none before the tab is seen again. */
export function pace({ moving, hidden, failures }: Circumstances, random?: number): number | null {
  if (hidden) {
    return null;
  }
  if (failures > 0) {
    return Math.max(movingPace, backOff(failures + 1, null, random));
  }
  return moving ? movingPace : restingPace;
}
