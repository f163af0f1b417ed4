import { RestorePage } from '../RestorePage';
import { CollectionsWizard } from './CollectionsWizard';

export default function RestoreCollectionsPage() {
  return (
    <RestorePage title="Restore collections">
      {(backup) => <CollectionsWizard key={backup.backupId} backup={backup} />}
    </RestorePage>
  );
}
