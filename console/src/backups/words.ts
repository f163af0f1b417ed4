import type { Backup, VersionPolicy } from '../api/types';

export const backupTypeNames: Readonly<Record<Backup['backupType'], string>> = {
  CLUSTER: 'Whole cluster',
  COLLECTION: 'Collections',
};

export const methodNames: Readonly<Record<Backup['creationMethod'], string>> = {
  MANUAL: 'By hand',
  AUTO: 'By schedule',
};

export const versionNames: Readonly<Record<VersionPolicy, string>> = {
  LATEST: 'The newest version',
  ORIGINAL: 'The version that was backed up',
};
