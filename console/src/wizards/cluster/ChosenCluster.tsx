import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';

import type { BackupDetail } from '../../api/types';
import { versionNames } from '../../backups/words';
import { useProjectName } from '../../session/Session';
import { rbacConflictWords } from '../wizardWords';
import type { ClusterChoices } from './choices';

interface ChosenClusterProps {
  readonly backup: BackupDetail;
  readonly choices: ClusterChoices;
  readonly onEdit: (step: number) => void;
}

/** What was chosen, before it is done. */
export function ChosenCluster({ backup, choices, onEdit }: ChosenClusterProps) {
  const projectName = useProjectName();
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={() => onEdit(0)}>Edit</Button>}>
          What was chosen
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Backup', value: backup.backupName },
          { label: 'Project', value: projectName(choices.projectId) },
          { label: 'Name of the cluster', value: choices.clusterName },
          { label: 'CU size', value: choices.cuSize },
          { label: 'Load state', value: choices.collectionStatus === 'KEEP' ? 'As it was' : 'Released' },
          { label: 'Version', value: choices.versionPolicy === '' ? 'The newest' : versionNames[choices.versionPolicy] },
          { label: 'Users and roles', value: choices.includeRbac ? `Restored; ${rbacConflictWords[choices.rbacConflict]}` : 'Not restored' },
          { label: 'Verification', value: choices.verify === 'FILES' ? 'Files' : 'Content' },
        ]}
      />
    </Container>
  );
}
