import type { Backup } from '../api/types';

export interface Found {
  readonly items: readonly Backup[];
  /** Whether all backups were looked at. */
  readonly complete: boolean;
}

const largestPage = 100;

/** Whether a name or id of the backup or its cluster has the text in it. */
export function matches(backup: Backup, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [backup.backupName, backup.backupId, backup.clusterId, backup.clusterName].some((name) =>
    name.toLowerCase().includes(wanted),
  );
}

/** Looks for a text in the newest `limit` backups, which the service cannot: it gives them page by page. */
export async function searchBackups(
  text: string,
  limit: number,
  read: (page: number, pageSize: number) => Promise<{ count: number; backups: readonly Backup[] }>,
): Promise<Found> {
  const items: Backup[] = [];
  let looked = 0;
  for (let page = 1; looked < limit; page++) {
    const { count, backups } = await read(page, largestPage);
    looked += backups.length;
    items.push(...backups.filter((backup) => matches(backup, text)));
    if (backups.length < largestPage || looked >= count) {
      return { items, complete: true };
    }
  }
  return { items, complete: false };
}
