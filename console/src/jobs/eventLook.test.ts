import { describe, expect, it } from 'vitest';

import { eventLook } from './eventLook';

describe('eventLook', () => {
  it('tells how a job has ended', () => {
    expect(eventLook({ type: 'ENDED', message: 'The job is SUCCESSFUL.' })).toEqual({ status: 'success', words: 'Successful' });
    expect(eventLook({ type: 'ENDED', message: 'The job is CANCELED. 2 of 3 FAILED.' }).words).toBe('Canceled');
    expect(eventLook({ type: 'ENDED', message: 'The job is FAILED. It was not CANCELED.' }).status).toBe('error');
    expect(eventLook({ type: 'ENDED', message: 'It is over.' })).toEqual({ status: 'info', words: 'Ended' });
  });

  it('has words for each type, and shows one that is not known as it is', () => {
    expect(eventLook({ type: 'COLLECTION_FAILED', message: '' })).toEqual({ status: 'error', words: 'Collection failed' });
    expect(eventLook({ type: 'PAUSED', message: '' })).toEqual({ status: 'info', words: 'PAUSED' });
  });
});
