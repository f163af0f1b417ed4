import { describe, expect, it } from 'vitest';

import { isLong } from './texts';

describe('a text', () => {
  it('of a sentence or two is not long', () => {
    expect(isLong('The copied object s3://data/in01/insert_log/1/2/3/100/7 is missing. Start the restore again.')).toBe(false);
  });

  it('that names twenty keys is long', () => {
    expect(isLong(Array.from({ length: 20 }, (_, i) => `in01/insert_log/1/2/3/100/${i}`).join(', '))).toBe(true);
  });
});
