import { describe, expect, it } from 'vitest';

import { costWords } from './cost';

const cost = {
  s3: 0.1,
  compute: 0.1,
  orchestration: 0,
  database: 0,
  kms: null,
  transfer: 0,
  total: 0.2,
  currency: 'USD',
  pricesAsOf: '2026-01-02',
  missing: [],
};

describe('costWords', () => {
  it('is about the sum', () => {
    expect(costWords(cost)).toBe('About $0.20');
  });

  it('says what is not in the sum', () => {
    expect(costWords({ ...cost, missing: ['kms'] })).toBe('$0.20 and what has no known price: kms');
  });

  it('is not known without an estimate', () => {
    expect(costWords(undefined)).toBe('Not known');
  });
});
