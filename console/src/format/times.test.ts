import { describe, expect, it } from 'vitest';

import { age, dateTime, duration, eta } from './times';

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [200, '3 min 20 s'],
    [7_500, '2 h 5 min'],
    [86_400, '1 d'],
    [273_600, '3 d 4 h'],
    [-5, '0 s'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe('age', () => {
  const now = Date.parse('2026-01-02T03:04:05Z');

  it.each([
    ['2026-01-02T03:04:05Z', 'just now'],
    ['2026-01-02T03:09:00Z', 'just now'],
    ['2026-01-02T03:03:05Z', '1 minute ago'],
    ['2026-01-02T01:00:00Z', '2 hours ago'],
    ['2025-12-31T03:04:05Z', '2 days ago'],
    ['no time', 'unknown'],
  ])('%s is %s', (time, words) => {
    expect(age(time, now)).toBe(words);
  });
});

describe('eta', () => {
  it.each([
    [null, 'not known yet'],
    [3, 'a few seconds left'],
    [41, 'about 45 s left'],
    [121, 'about 2 min 10 s left'],
    [3_601, 'about 1 h 1 min left'],
  ])('%s is %s', (seconds, words) => {
    expect(eta(seconds)).toBe(words);
  });
});

describe('dateTime', () => {
  it('leaves what is no time as it is', () => {
    expect(dateTime('soon')).toBe('soon');
  });
});
