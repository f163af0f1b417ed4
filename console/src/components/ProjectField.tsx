import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';

import { useWho } from '../session/Session';

interface ProjectFieldProps {
  readonly value: string;
  readonly onChange: (projectId: string) => void;
  readonly problem?: string | undefined;
  readonly label?: string;
  readonly description?: string;
}

/** One of the projects that the key reaches. */
export function ProjectField({ value, onChange, problem, label = 'Project', description }: ProjectFieldProps) {
  const { data, error } = useWho();
  const options = (data?.projects ?? []).map(({ projectId, projectName }) => ({
    value: projectId,
    label: projectName,
    description: projectId,
  }));
  return (
    <FormField label={label} description={description} errorText={problem}>
      <Select
        selectedOption={options.find((option) => option.value === value) ?? null}
        options={options}
        placeholder="Choose a project"
        statusType={data === null && error === null ? 'loading' : 'finished'}
        loadingText="Loading projects"
        empty="Your key reaches no project."
        filteringType="auto"
        filteringAriaLabel="Search projects"
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
