import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { BackupDetail, Cluster, ConflictPolicy } from '../../api/types';
import { ErrorNotice } from '../../components/ErrorNotice';
import { stateName } from '../../components/Status';
import { usePolled } from '../../polling/usePolled';
import { useApi, useProjectName } from '../../session/Session';
import { RbacFields } from '../RbacFields';
import { VerifyField } from '../VerifyField';
import type { CollectionChoices } from './choices';

const mostClusters = 1_000;

interface DestinationStepProps {
  readonly backup: BackupDetail;
  readonly choices: CollectionChoices;
  readonly choose: (change: Partial<CollectionChoices>) => void;
}

export function DestinationStep({ backup, choices, choose }: DestinationStepProps) {
  return (
    <Container header={<Header variant="h2">Destination</Header>}>
      <SpaceBetween size="l">
        <ClusterField value={choices.destClusterId} onChange={(destClusterId) => choose({ destClusterId })} />
        <FormField
          label="What becomes of a collection that exists already"
          description="The next step shows which those are, before anything is restored."
        >
          <RadioGroup
            value={choices.conflictPolicy}
            onChange={({ detail }) => choose({ conflictPolicy: detail.value as ConflictPolicy })}
            items={[
              { value: 'FAIL', label: 'Fail', description: 'The restore is refused.' },
              { value: 'SKIP', label: 'Skip', description: 'It stays, and the one of the backup is not restored.' },
              { value: 'OVERWRITE', label: 'Overwrite', description: 'It is replaced once the new one is verified.' },
            ]}
          />
        </FormField>
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

function ClusterField({ value, onChange }: { readonly value: string; readonly onChange: (clusterId: string) => void }) {
  const api = useApi();
  const projectName = useProjectName();
  const clusters = usePolled('destinations', (signal) => api.allClusters(mostClusters, signal));
  const options = (clusters.data ?? []).map((cluster) => optionOf(cluster, projectName(cluster.projectId)));
  const selected = options.find((option) => option.value === value) ?? (value === '' ? null : { value, label: value });
  return (
    <SpaceBetween size="s">
      {clusters.error !== null && <ErrorNotice error={clusters.error} onRetry={clusters.refresh} stale={clusters.data !== null} />}
      <FormField label="Cluster to restore into">
        <Select
          selectedOption={selected}
          options={options}
          placeholder="Choose a cluster"
          statusType={clusters.data === null && clusters.error === null ? 'loading' : 'finished'}
          loadingText="Loading clusters"
          empty="There is no cluster that your key reaches. Restore to a new one instead."
          filteringType="auto"
          filteringAriaLabel="Search clusters"
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      </FormField>
    </SpaceBetween>
  );
}

/** Only into a cluster that runs can be restored. */
function optionOf({ clusterId, clusterName, status }: Cluster, project: string) {
  const barred = status === 'RUNNING' ? {} : { disabled: true, disabledReason: `It is not running: ${stateName(status)}.` };
  return { value: clusterId, label: clusterName, description: `${clusterId}, in ${project}`, ...barred };
}
