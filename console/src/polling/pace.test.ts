import { describe, expect, it } from 'vitest';

import { pace } from './pace';

describe('pace', () => {
  it('is two seconds while something moves, and slower while nothing does', () => {
    expect(pace({ moving: true, hidden: false, failures: 0 })).toBe(2_000);
    expect(pace({ moving: false, hidden: false, failures: 0 })).toBe(15_000);
  });

  it('is none in a hidden tab', () => {
    expect(pace({ moving: true, hidden: true, failures: 0 })).toBeNull();
    expect(pace({ moving: true, hidden: true, failures: 3 })).toBeNull();
  });

  it('slows down with each failure', () => {
    const paces = [1, 2, 3, 9].map((failures) => pace({ moving: true, hidden: false, failures }, 0.5));
    expect(paces).toEqual([2_000, 4_000, 8_000, 30_000]);
  });
});
