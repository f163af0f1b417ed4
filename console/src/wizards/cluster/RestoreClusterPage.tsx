import { RestorePage } from '../RestorePage';
import { ClusterWizard } from './ClusterWizard';

export default function RestoreClusterPage() {
  return (
    <RestorePage title="Restore to a new cluster">
      {(backup) => <ClusterWizard key={backup.backupId} backup={backup} />}
    </RestorePage>
  );
}
