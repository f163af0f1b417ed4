import { call } from './api';
import { connection } from './connection';
import { samples, writeSample } from './sampleBackup';

/** Writes the backups that the tests restore, where the stack has them not. */
export default async function globalSetup(): Promise<void> {
  if (process.env.REFLOAT_E2E_BROWSER === '') {
    console.warn('SKIPPED: there is no Chromium. Set CHROMIUM or install the package chromium. Nothing was tested.');
    return;
  }
  const stack = connection();
  if (stack.consoleUrl === undefined) {
    throw new Error('The stack serves no console: build it with build/build-console, and start the stack again.');
  }
  for (const sample of Object.values(samples)) {
    const { backups } = await call<{ backups: { backupName: string }[] }>(
      'GET',
      `/v2/backups?clusterId=${sample.clusterId}&pageSize=100`,
    );
    if (!backups.some(({ backupName }) => backupName === sample.name)) {
      await writeSample(stack, sample);
    }
  }
}
