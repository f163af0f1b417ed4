import { describe, expect, it } from 'vitest';

import { emptyTrigger, triggerProblems, triggerRequest, type TriggerForm } from './triggerForm';
import { causeWords, purposeWords, triggerState } from './words';

const filled: TriggerForm = { ...emptyTrigger, name: 'refresh', projectId: 'proj-1a2b', clusterId: 'in01-source1' };

describe('triggerRequest', () => {
  it('is for a backup that arrives, and a cluster that stays', () => {
    expect(triggerRequest({ ...filled, namePattern: 'nightly-*' })).toEqual({
      name: 'refresh',
      projectId: 'proj-1a2b',
      when: { backupAvailable: { clusterId: 'in01-source1', namePattern: 'nightly-*' } },
      enabled: true,
      restore: { clusterName: 'restored-{yyyyMMdd-HHmm}', cuSize: 1, collectionStatus: 'KEEP' },
      keepLast: 2,
    });
  });

  it('is for backups of one type, where one is chosen', () => {
    const { when } = triggerRequest({ ...filled, backupType: 'COLLECTION' });
    expect(when).toEqual({ backupAvailable: { clusterId: 'in01-source1', backupType: 'COLLECTION' } });
    expect(triggerRequest({ ...filled, cause: 'schedule', backupType: 'COLLECTION' }).when).not.toHaveProperty('backupAvailable');
  });

  it('is for a drill by schedule: with its source, and without a name', () => {
    expect(triggerRequest({ ...filled, cause: 'schedule', purpose: 'drill', maxMinutes: '60' })).toEqual({
      name: 'refresh',
      projectId: 'proj-1a2b',
      when: { schedule: { expression: 'cron(0 3 * * ? *)', timeZone: 'UTC' } },
      enabled: true,
      restore: { clusterId: 'in01-source1', backup: 'latest', cuSize: 1, collectionStatus: 'KEEP' },
      drill: true,
      maxSeconds: 3_600,
    });
  });

  it('is for files, which say themselves what is restored', () => {
    expect(triggerRequest({ ...filled, cause: 'request' })).toEqual({
      name: 'refresh',
      projectId: 'proj-1a2b',
      when: { request: true },
      enabled: true,
    });
  });

  it('is for a cluster that is there', () => {
    const { restore } = triggerRequest({ ...filled, purpose: 'intoCluster', destClusterId: 'in01-target1', conflictPolicy: 'OVERWRITE' });
    expect(restore).toEqual({ destClusterId: 'in01-target1', conflictPolicy: 'OVERWRITE' });
  });
});

describe('triggerProblems', () => {
  it('are none of a form that is filled', () => {
    expect(triggerProblems(filled)).toEqual({});
  });

  it('are of the fields that matter', () => {
    expect(Object.keys(triggerProblems({ ...emptyTrigger, keepLast: 'two' })).sort()).toEqual(['clusterId', 'keepLast', 'name', 'projectId']);
    expect(triggerProblems({ ...filled, cause: 'request', clusterId: '', keepLast: 'two' })).toEqual({});
    expect(triggerProblems({ ...filled, purpose: 'drill', maxMinutes: '0' })).toHaveProperty('maxMinutes');
    expect(triggerProblems({ ...filled, cause: 'schedule', expression: 'daily' })).toHaveProperty('expression');
  });
});

describe('a trigger in words', () => {
  it('says what fires it', () => {
    expect(causeWords({ when: { backupAvailable: { clusterId: 'in01-a', namePattern: 'n-*' } } })).toBe('A backup of in01-a, named n-*');
    expect(causeWords({ when: { backupAvailable: { clusterId: 'in01-a', backupType: 'CLUSTER', namePattern: null } } })).toBe(
      'A backup of all of in01-a',
    );
    expect(causeWords({ when: { backupAvailable: { clusterId: 'in01-a', backupType: 'COLLECTION' } } })).toBe(
      'A backup of collections of in01-a',
    );
    expect(causeWords({ when: { schedule: { expression: 'rate(1 day)' } } })).toBe('rate(1 day), UTC');
    expect(causeWords({ when: { request: true } })).toBe('A file that asks for it');
  });

  it('says what it does', () => {
    expect(purposeWords({ drill: true, restore: {} })).toBe('A drill');
    expect(purposeWords({ drill: false, restore: null })).toBe('What the file says');
    expect(purposeWords({ drill: false, restore: { destClusterId: 'in01-a' } })).toBe('Restores into in01-a');
  });

  it('says whether it fires', () => {
    expect(triggerState({ enabled: true, stopped: '' })).toBe('enabled');
    expect(triggerState({ enabled: true, stopped: 'Its key was revoked.' })).toBe('stopped');
    expect(triggerState({ enabled: false, stopped: '' })).toBe('disabled');
  });
});
