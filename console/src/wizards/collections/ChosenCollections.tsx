import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';

import type { BackupDetail } from '../../api/types';
import { useNames } from '../../components/useNames';
import { count } from '../../format/sizes';
import { rbacConflictWords } from '../wizardWords';
import type { CollectionChoices } from './choices';
import { countChosen } from './selection';

interface ChosenCollectionsProps {
  readonly backup: BackupDetail;
  readonly choices: CollectionChoices;
  readonly onEdit: (step: number) => void;
}

const policyWords = { FAIL: 'The restore is refused', SKIP: 'They stay', OVERWRITE: 'They are replaced' } as const;

/** What was chosen, before it is done. */
export function ChosenCollections({ backup, choices, onEdit }: ChosenCollectionsProps) {
  const names = useNames();
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={() => onEdit(1)}>Edit</Button>}>
          What was chosen
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Backup', value: backup.backupName },
          { label: 'Collections', value: count(countChosen(choices.selection)) },
          { label: 'Cluster', value: names.clusters.get(choices.destClusterId) ?? choices.destClusterId },
          { label: 'Collections that exist', value: policyWords[choices.conflictPolicy] },
          {
            label: 'Users and roles',
            value: choices.includeRbac ? `Restored; ${rbacConflictWords[choices.rbacConflict]}` : 'Not restored',
          },
          { label: 'Verification', value: choices.verify === 'FILES' ? 'Files' : 'Content' },
        ]}
      />
    </Container>
  );
}
