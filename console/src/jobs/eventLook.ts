import type { JobEvent } from '../api/types';

export interface EventLook {
  readonly status: 'info' | 'success' | 'error' | 'warning' | 'stopped';
  /** The event in two or three words. */
  readonly words: string;
}

const looks: Readonly<Record<string, EventLook>> = {
  REQUESTED: { status: 'info', words: 'Asked for' },
  QUEUED: { status: 'info', words: 'Waits for others' },
  STARTED: { status: 'info', words: 'Started' },
  PLANNED: { status: 'info', words: 'Planned' },
  SOURCE_CHANGED: { status: 'warning', words: 'The backup has changed' },
  COLLECTION_RESTORED: { status: 'success', words: 'Collection restored' },
  COLLECTION_SKIPPED: { status: 'info', words: 'Collection skipped' },
  COLLECTION_FAILED: { status: 'error', words: 'Collection failed' },
  COLLECTION_CANCELED: { status: 'stopped', words: 'Collection canceled' },
  RBAC_RESTORED: { status: 'success', words: 'Users and roles restored' },
  CANCEL_REQUESTED: { status: 'stopped', words: 'Canceled by somebody' },
  RETRY_REQUESTED: { status: 'info', words: 'Run again by somebody' },
};

/** How an end is told: the state stands in its message, in capitals. */
const ends: readonly (readonly [string, EventLook])[] = [
  ['SUCCESSFUL', { status: 'success', words: 'Successful' }],
  ['CANCELED', { status: 'stopped', words: 'Canceled' }],
  ['FAILED', { status: 'error', words: 'Failed' }],
];

/** Icon and words of an event. One of a type that is not known yet is shown as it is written. */
export function eventLook({ type, message }: Pick<JobEvent, 'message'> & { readonly type: string }): EventLook {
  if (type === 'ENDED') {
    // The first one: behind it the reasons may have others.
    const found = ends
      .map(([state, look]) => ({ at: message.indexOf(state), look }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    return found[0]?.look ?? { status: 'info', words: 'Ended' };
  }
  return looks[type] ?? { status: 'info', words: type };
}
