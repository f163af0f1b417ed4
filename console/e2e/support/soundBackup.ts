import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The cluster that backups of `./refloat sample` are of. */
export const soundCluster = 'in01-demo0000000001';

const refloat = fileURLToPath(new URL('../../../refloat', import.meta.url));

/** Has `./refloat sample` write a backup whose files can be opened, row for row. Its name has letters, digits, _ and -. */
export async function writeSound(name: string): Promise<{ clusterId: string; name: string }> {
  const connection = process.env.REFLOAT_CONNECTION ?? '';
  await promisify(execFile)(refloat, ['sample', '--data', dirname(connection), '--name', name]);
  return { clusterId: soundCluster, name };
}
