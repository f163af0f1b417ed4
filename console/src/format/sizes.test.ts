import { describe, expect, it } from 'vitest';

import { count, counted, money, rate, size } from './sizes';

describe('size', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [300 * 1024, '300 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [5 * 1024 ** 4, '5.0 TiB'],
    [3000 * 1024 ** 5, '3000 PiB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });

  it('is per second as a rate', () => {
    expect(rate(2048)).toBe('2.0 KiB/s');
  });
});

describe('count', () => {
  it('marks the thousands', () => {
    expect(count(1234567)).toBe('1,234,567');
  });

  it('goes with its noun', () => {
    expect(counted(1, 'object')).toBe('1 object');
    expect(counted(0, 'object')).toBe('0 objects');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });
});

describe('money', () => {
  it('has cents where there are whole ones', () => {
    expect(money(12.5, 'USD')).toBe('$12.50');
    expect(money(0, 'USD')).toBe('$0.00');
  });

  it('shows the first digits of what is less than a cent', () => {
    expect(money(0.000667, 'USD')).toBe('$0.00067');
  });
});
