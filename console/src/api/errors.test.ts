import { describe, expect, it } from 'vitest';

import { ApiError, errorOf, isAborted, toApiError, unreachable } from './errors';

describe('errorOf', () => {
  it.each([
    [401, 21119, 'signedOut'],
    [403, 96015, 'forbidden'],
    [404, 96026, 'missing'],
    [409, 96017, 'refused'],
    [429, 96192, 'busy'],
    [500, 96199, 'failed'],
    [503, 0, 'failed'],
    // With ErrorStatus=compatible the status says nothing.
    [200, 96013, 'forbidden'],
    [200, 96101, 'missing'],
    [200, 96105, 'refused'],
    [200, 21119, 'signedOut'],
  ] as const)('of status %d and code %d is %s', (status, code, kind) => {
    expect(errorOf(status, { code, message: 'Why.' }).kind).toBe(kind);
  });

  it('keeps the words, the code and the request', () => {
    const error = errorOf(409, { code: 96017, message: 'It is used.' }, 'r-1');
    expect(error).toMatchObject({ code: 96017, message: 'It is used.', requestId: 'r-1' });
  });

  it('has words for an answer that has none', () => {
    expect(errorOf(502, null)).toMatchObject({ code: 0, message: 'The service answered with status 502.' });
  });
});

describe('an error', () => {
  it('is undecided only where the call may have done what was asked', () => {
    expect(unreachable().undecided).toBe(true);
    expect(errorOf(500, null).undecided).toBe(true);
    expect(errorOf(429, null).undecided).toBe(false);
    expect(errorOf(409, null).undecided).toBe(false);
  });

  it('passes by itself or does not', () => {
    expect(errorOf(429, null).passing).toBe(true);
    expect(errorOf(403, null).passing).toBe(false);
  });

  it('is made of whatever was thrown', () => {
    const error = new ApiError('refused', 1, 'No.');
    expect(toApiError(error)).toBe(error);
    expect(toApiError(new TypeError('odd')).message).toBe('odd');
    expect(toApiError('odd').kind).toBe('failed');
  });

  it('is none where the call was given up', () => {
    expect(isAborted(new DOMException('left', 'AbortError'))).toBe(true);
    expect(isAborted(new TypeError('odd'))).toBe(false);
  });
});
