import type { Backup, RestoreTrigger } from '../api/types';

interface When {
  readonly backupAvailable?: {
    readonly clusterId?: string;
    readonly backupType?: Backup['backupType'] | null;
    readonly namePattern?: string | null;
  } | null;
  readonly schedule?: { readonly expression?: string; readonly timeZone?: string } | null;
}

const typeWords: Readonly<Record<Backup['backupType'], string>> = {
  CLUSTER: 'A backup of all',
  COLLECTION: 'A backup of collections',
};

/** What fires a trigger, in words. */
export function causeWords(trigger: Pick<RestoreTrigger, 'when'>): string {
  const { backupAvailable, schedule } = trigger.when as When;
  if (backupAvailable) {
    const { clusterId = '', backupType, namePattern } = backupAvailable;
    return `${backupType ? typeWords[backupType] : 'A backup'} of ${clusterId}${namePattern ? `, named ${namePattern}` : ''}`;
  }
  if (schedule) {
    const { expression = '', timeZone } = schedule;
    return `${expression}, ${timeZone ?? 'UTC'}`;
  }
  return 'A file that asks for it';
}

interface Restore {
  readonly destClusterId?: string;
  readonly clusterName?: string;
}

/** What a trigger does, in words. */
export function purposeWords({ drill, restore }: Pick<RestoreTrigger, 'drill' | 'restore'>): string {
  if (drill) {
    return 'A drill';
  }
  if (restore === null) {
    return 'What the file says';
  }
  const { destClusterId, clusterName = '' } = restore as Restore;
  return destClusterId === undefined ? `A new cluster ${clusterName}` : `Restores into ${destClusterId}`;
}

export type TriggerState = 'enabled' | 'disabled' | 'stopped';

export function triggerState({ stopped, enabled }: Pick<RestoreTrigger, 'stopped' | 'enabled'>): TriggerState {
  if (stopped !== '') {
    return 'stopped';
  }
  return enabled ? 'enabled' : 'disabled';
}
