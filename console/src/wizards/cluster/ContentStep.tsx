import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { BackupDetail, VersionPolicy } from '../../api/types';
import { versionNames } from '../../backups/words';
import { RbacFields } from '../RbacFields';
import { VerifyField } from '../VerifyField';
import type { ClusterChoices } from './choices';

interface ContentStepProps {
  readonly backup: BackupDetail;
  readonly choices: ClusterChoices;
  readonly choose: (change: Partial<ClusterChoices>) => void;
}

export function ContentStep({ backup, choices, choose }: ContentStepProps) {
  return (
    <Container header={<Header variant="h2">What is restored</Header>}>
      <SpaceBetween size="l">
        <FormField label="Load state of the collections">
          <RadioGroup
            value={choices.collectionStatus}
            onChange={({ detail }) => choose({ collectionStatus: detail.value === 'KEEP' ? 'KEEP' : 'RELEASE' })}
            items={[
              { value: 'KEEP', label: 'Keep', description: 'Each collection gets the state it had.' },
              { value: 'RELEASE', label: 'Release', description: 'All are released.' },
            ]}
          />
        </FormField>
        {backup.restoreNewInstancePolicies.length > 1 && (
          <FormField label="Version of the new cluster">
            <RadioGroup
              value={choices.versionPolicy}
              onChange={({ detail }) => choose({ versionPolicy: detail.value as VersionPolicy })}
              items={backup.restoreNewInstancePolicies.map((value) => ({ value, label: versionNames[value] }))}
            />
          </FormField>
        )}
        <RbacFields
          available={backup.hasRbac}
          include={choices.includeRbac}
          conflict={choices.rbacConflict}
          onInclude={(includeRbac) => choose({ includeRbac })}
          onConflict={(rbacConflict) => choose({ rbacConflict })}
        />
        <VerifyField value={choices.verify} onChange={(verify) => choose({ verify })} />
      </SpaceBetween>
    </Container>
  );
}
