import { describe, expect, it } from 'vitest';

import { clusterNameProblem, milvusNameProblem } from './names';

describe('clusterNameProblem', () => {
  const used = new Set(['staging']);

  it.each(['a', 'Restored-2', '-', 'a'.repeat(64)])('takes %s', (name) => {
    expect(clusterNameProblem(name, used)).toBeNull();
  });

  it.each([
    ['', 'Enter a name.'],
    ['a_b', 'Letters, digits and hyphens only.'],
    ['ä', 'Letters, digits and hyphens only.'],
    ['a'.repeat(65), '64 characters at most; these are 65.'],
    ['staging', 'A cluster of this name is in the project already.'],
  ])('refuses %s', (name, problem) => {
    expect(clusterNameProblem(name, used)).toBe(problem);
  });
});

describe('milvusNameProblem', () => {
  it.each(['', '_', 'a1', '__proto__', 'a'.repeat(255)])('takes %s', (name) => {
    expect(milvusNameProblem(name)).toBeNull();
  });

  it.each(['1a', 'a-b', 'a b', 'a'.repeat(256)])('refuses %s', (name) => {
    expect(milvusNameProblem(name)).not.toBeNull();
  });
});
