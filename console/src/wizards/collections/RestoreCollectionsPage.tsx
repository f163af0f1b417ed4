import { useParams } from 'react-router';

import type { BackupDetail } from '../../api/types';
import { useTrail } from '../../app/Trail';
import { paths } from '../../components/links';
import { Loaded } from '../../components/Loaded';
import { usePolled } from '../../polling/usePolled';
import { useApi } from '../../session/Session';
import { CollectionsWizard } from './CollectionsWizard';

export default function RestoreCollectionsPage() {
  const { clusterId = '', backupId = '' } = useParams();
  const api = useApi();
  const here = paths.backup(clusterId, backupId);
  useTrail(
    { text: 'Backups', href: '/backups' },
    { text: backupId, href: here },
    { text: 'Restore collections', href: `${here}/restore-collections` },
  );
  const backup = usePolled<BackupDetail>(`backup ${clusterId} ${backupId}`, (signal) =>
    api.backup(clusterId, backupId, false, signal),
  );
  return (
    <Loaded of={backup} what="the backup">
      {(data) => <CollectionsWizard key={data.backupId} backup={data} />}
    </Loaded>
  );
}
