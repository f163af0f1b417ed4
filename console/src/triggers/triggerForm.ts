import type { CreateRestoreTriggerRequest } from '../api/types';

export type Cause = 'backupAvailable' | 'schedule' | 'request';
/** What a trigger does: make a cluster that stays, restore into one, or prove that it could. */
export type Purpose = 'newCluster' | 'intoCluster' | 'drill';

/** The form as it stands, all of it text; what does not matter for the cause and purpose is not sent. */
export interface TriggerForm {
  readonly name: string;
  readonly projectId: string;
  readonly cause: Cause;
  readonly clusterId: string;
  readonly backupType: '' | 'CLUSTER' | 'COLLECTION';
  readonly namePattern: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly purpose: Purpose;
  readonly clusterName: string;
  readonly cuSize: number;
  readonly collectionStatus: 'KEEP' | 'RELEASE';
  readonly destClusterId: string;
  readonly conflictPolicy: 'FAIL' | 'SKIP' | 'OVERWRITE';
  readonly keepLast: string;
  readonly maxMinutes: string;
  readonly enabled: boolean;
}

export const emptyTrigger: TriggerForm = {
  name: '',
  projectId: '',
  cause: 'backupAvailable',
  clusterId: '',
  backupType: '',
  namePattern: '',
  expression: 'cron(0 3 * * ? *)',
  timeZone: 'UTC',
  purpose: 'newCluster',
  clusterName: 'restored-{yyyyMMdd-HHmm}',
  cuSize: 1,
  collectionStatus: 'KEEP',
  destClusterId: '',
  conflictPolicy: 'FAIL',
  keepLast: '2',
  maxMinutes: '',
  enabled: true,
};

const secondsOfMinute = 60;
const mostKept = 1_000;
const mostMinutes = 44_640;

export type TriggerProblems = Partial<Record<keyof TriggerForm, string>>;

const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const clusterIdPattern = /^in[0-9]{2}-[0-9a-z]{4,40}$/;
const schedulePattern = /^(cron|rate)\(.+\)$/;

/** What is wrong with the form, by field; what only the service knows, such as names in use, it says itself. */
export function triggerProblems(form: TriggerForm): TriggerProblems {
  const problems: TriggerProblems = {};
  if (!namePattern.test(form.name)) {
    problems.name = 'A letter or digit, then letters, digits, hyphens and underscores; 64 at most.';
  }
  if (form.projectId === '') {
    problems.projectId = 'Choose a project.';
  }
  if (form.cause === 'request') {
    return problems;
  }
  if (!clusterIdPattern.test(form.clusterId)) {
    problems.clusterId = 'The id of the cluster that is backed up, such as in01-0a1b2c3d4e5f6g7.';
  }
  if (form.cause === 'schedule' && !schedulePattern.test(form.expression)) {
    problems.expression = 'cron(minutes hours day-of-month month day-of-week year), or rate(value unit).';
  }
  return { ...problems, ...purposeProblems(form) };
}

function purposeProblems(form: TriggerForm): TriggerProblems {
  const problems: TriggerProblems = {};
  if (form.purpose === 'newCluster') {
    if (form.clusterName === '') {
      problems.clusterName = 'Enter a name; it may have the time in it.';
    }
    if (!isWhole(form.keepLast, mostKept)) {
      problems.keepLast = `A whole number from 0 to ${mostKept}, or nothing to keep all.`;
    }
  }
  if (form.purpose === 'intoCluster' && form.destClusterId === '') {
    problems.destClusterId = 'Choose a cluster.';
  }
  if (form.purpose === 'drill' && (!isWhole(form.maxMinutes, mostMinutes) || form.maxMinutes === '0')) {
    problems.maxMinutes = `A whole number from 1 to ${mostMinutes}, or nothing for any time.`;
  }
  return problems;
}

function isWhole(text: string, most: number): boolean {
  return text === '' || (/^[0-9]+$/.test(text) && Number(text) <= most);
}

/** The request for a form without problems. */
export function triggerRequest(form: TriggerForm): CreateRestoreTriggerRequest {
  const base = { name: form.name, projectId: form.projectId, when: when(form), enabled: form.enabled };
  if (form.cause === 'request') {
    return base;
  }
  const drill = form.purpose === 'drill';
  return {
    ...base,
    restore: restore(form),
    ...(form.purpose === 'newCluster' && form.keepLast !== '' ? { keepLast: Number(form.keepLast) } : {}),
    ...(drill ? { drill } : {}),
    ...(drill && form.maxMinutes !== '' ? { maxSeconds: Number(form.maxMinutes) * secondsOfMinute } : {}),
  };
}

function when(form: TriggerForm): CreateRestoreTriggerRequest['when'] {
  switch (form.cause) {
    case 'backupAvailable':
      return {
        backupAvailable: {
          clusterId: form.clusterId,
          ...(form.backupType === '' ? {} : { backupType: form.backupType }),
          ...(form.namePattern === '' ? {} : { namePattern: form.namePattern }),
        },
      };
    case 'schedule':
      return { schedule: { expression: form.expression, ...(form.timeZone === '' ? {} : { timeZone: form.timeZone }) } };
    case 'request':
      return { request: true };
  }
}

/** A schedule says nothing of backups: of which cluster it takes which is said here. */
function restore(form: TriggerForm): Record<string, unknown> {
  const source = form.cause === 'schedule' ? { clusterId: form.clusterId, backup: 'latest' } : {};
  if (form.purpose === 'intoCluster') {
    return { ...source, destClusterId: form.destClusterId, conflictPolicy: form.conflictPolicy };
  }
  const cluster = { cuSize: form.cuSize, collectionStatus: form.collectionStatus };
  return form.purpose === 'drill' ? { ...source, ...cluster } : { ...source, clusterName: form.clusterName, ...cluster };
}
