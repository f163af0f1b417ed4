import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import { StatusWords } from './StatusWords';

type Kind = StatusIndicatorProps.Type;

/** Every state of the API with how it is shown. A state that is not known yet is shown as it is written. */
const states: Readonly<Record<string, readonly [Kind, string]>> = {
  PENDING: ['pending', 'Pending'],
  IN_PROGRESS: ['in-progress', 'In progress'],
  SUCCESSFUL: ['success', 'Successful'],
  FAILED: ['error', 'Failed'],
  CANCELING: ['in-progress', 'Canceling'],
  CANCELED: ['stopped', 'Canceled'],
  WAITING: ['pending', 'Waiting'],
  COPYING: ['in-progress', 'Copying'],
  VERIFIED: ['in-progress', 'Verified'],
  RESTORED: ['success', 'Restored'],
  SKIPPED: ['info', 'Skipped'],
  AVAILABLE: ['success', 'Available'],
  DELETING: ['in-progress', 'Deleting'],
  DELETED: ['stopped', 'Deleted'],
  CREATING: ['in-progress', 'Creating'],
  RESTORE_BACKUP: ['in-progress', 'Restoring'],
  RUNNING: ['success', 'Running'],
  ABNORMAL: ['error', 'Abnormal'],
  LOADED: ['success', 'Loaded'],
  UNLOADED: ['stopped', 'Released'],
  ACTIVE: ['success', 'Active'],
  EXPIRED: ['stopped', 'Expired'],
  REVOKED: ['stopped', 'Revoked'],
  PASSED: ['success', 'Passed'],
  REFUSED: ['error', 'Refused'],
  SUPERSEDED: ['info', 'Superseded'],
};

/** What a state is called on the screen. */
export function stateName(state: string): string {
  return states[state]?.[1] ?? state;
}

interface StatusProps {
  readonly state: string;
  /** Where RUNNING is a piece of work that goes on and not a cluster that is there. */
  readonly work?: boolean;
}

export function Status({ state, work = false }: StatusProps) {
  const [kind, name] = states[state] ?? ['info', state];
  return <StatusWords type={work && state === 'RUNNING' ? 'in-progress' : kind}>{name}</StatusWords>;
}
