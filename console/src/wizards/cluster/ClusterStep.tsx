import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { cuSizeValues } from '../../api/schema.gen';
import type { CuSize } from '../../api/types';
import { mayChange } from '../../session/permissions';
import { useWho } from '../../session/Session';
import type { ClusterChoices } from './choices';

interface ClusterStepProps {
  readonly choices: ClusterChoices;
  readonly choose: (change: Partial<ClusterChoices>) => void;
  readonly nameProblem: string | null;
}

export function ClusterStep({ choices, choose, nameProblem }: ClusterStepProps) {
  const { data, error } = useWho();
  const projects = (data?.projects ?? []).map(({ projectId, projectName }) => {
    const barred = mayChange(data?.key ?? null, projectId) === 'no';
    return {
      value: projectId,
      label: projectName,
      description: projectId,
      ...(barred ? { disabled: true, disabledReason: 'Your key may not make a cluster here.' } : {}),
    };
  });
  const project = projects.find(({ value }) => value === choices.projectId);
  return (
    <Container header={<Header variant="h2">New cluster</Header>}>
      <SpaceBetween size="l">
        <FormField label="Project" description="The project that the new cluster will belong to.">
          <Select
            selectedOption={project ?? { value: choices.projectId, label: choices.projectId }}
            options={projects}
            statusType={data === null && error === null ? 'loading' : 'finished'}
            loadingText="Loading projects"
            empty="Your key reaches no project."
            filteringType="auto"
            filteringAriaLabel="Search projects"
            onChange={({ detail }) => choose({ projectId: detail.selectedOption.value ?? '' })}
          />
        </FormField>
        <FormField
          label="Name of the cluster"
          description="Unique in the project."
          constraintText="1 to 64 letters, digits and hyphens."
          errorText={nameProblem}
        >
          <Input value={choices.clusterName} onChange={({ detail }) => choose({ clusterName: detail.value })} />
        </FormField>
        <FormField label="CU size" description="1 to 2 make 2 shards of a collection at most; 4 to 8, 4; 12 to 64, 8; more, 16.">
          <Select
            selectedOption={{ value: String(choices.cuSize), label: String(choices.cuSize) }}
            options={cuSizeValues.map((value) => ({ value: String(value), label: String(value) }))}
            filteringType="auto"
            filteringAriaLabel="Search CU sizes"
            onChange={({ detail }) => choose({ cuSize: Number(detail.selectedOption.value) as CuSize })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
