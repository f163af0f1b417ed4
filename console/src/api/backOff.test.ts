import { describe, expect, it } from 'vitest';

import { backOff } from './backOff';

describe('backOff', () => {
  it('doubles with each failure, up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((failures) => backOff(failures, null, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('spreads by a quarter to either side', () => {
    expect(backOff(3, null, 0)).toBe(3_000);
    expect(backOff(3, null, 1)).toBe(5_000);
  });

  it('is what the service asks for', () => {
    expect(backOff(1, '7')).toBe(7_000);
    expect(backOff(1, '3600')).toBe(30_000);
  });

  it('takes no notice of a date', () => {
    expect(backOff(1, 'Fri, 02 Jan 2026 03:04:05 GMT', 0.5)).toBe(1_000);
  });
});
