import type { ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';

import type { BackupDetail } from '../api/types';
import { useTrail } from '../app/Trail';
import { paths } from '../components/links';
import { Loaded } from '../components/Loaded';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';

interface RestorePageProps {
  readonly title: string;
  readonly children: (backup: BackupDetail) => ReactNode;
}

/** The page of a wizard, which begins with the backup of its address. */
export function RestorePage({ title, children }: RestorePageProps) {
  const { clusterId = '', backupId = '' } = useParams();
  const { pathname } = useLocation();
  const api = useApi();
  const backup = usePolled<BackupDetail>(`backup ${clusterId} ${backupId}`, (signal) =>
    api.backup(clusterId, backupId, false, signal),
  );
  useTrail(
    { text: 'Backups', href: '/backups' },
    { text: backup.data?.backupName ?? backupId, href: paths.backup(clusterId, backupId) },
    { text: title, href: pathname },
  );
  return (
    <Loaded of={backup} what="the backup">
      {children}
    </Loaded>
  );
}
