import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { resourceTypeValues } from '../api/schema.gen';
import { isOwner } from '../session/permissions';
import { useWho } from '../session/Session';
import { privileges, resourceNames, type RoleForm, type roleProblems } from './roleForm';

interface RoleFieldsProps {
  readonly form: RoleForm;
  readonly problems: ReturnType<typeof roleProblems>;
  readonly set: (change: Partial<RoleForm>) => void;
}

export function RoleFields({ form, problems, set }: RoleFieldsProps) {
  return (
    <>
      <Container header={<Header variant="h2">Role</Header>}>
        <SpaceBetween size="l">
          <FormField label="Name" description="Unique in the organization." errorText={problems.roleName}>
            <Input value={form.roleName} onChange={({ detail }) => set({ roleName: detail.value })} />
          </FormField>
          <OwnerField form={form} set={set} />
          <FormField label="What it is for">
            <Input value={form.description} onChange={({ detail }) => set({ description: detail.value })} />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">What it allows</Header>}>
        <FormField errorText={problems.allowed} stretch>
          <SpaceBetween size="l">
            {resourceTypeValues.map((type) => (
              <Privileges key={type} type={type} form={form} set={set} />
            ))}
          </SpaceBetween>
        </FormField>
      </Container>
    </>
  );
}

/** Whose role it is: of a project, or, where an owner makes it, of the organization. */
function OwnerField({ form, set }: Pick<RoleFieldsProps, 'form' | 'set'>) {
  const { data } = useWho();
  const projects = (data?.projects ?? []).map(({ projectId, projectName }) => ({ value: projectId, label: projectName }));
  const options = isOwner(data?.key ?? null) ? [{ value: '', label: 'The organization: every project can give it' }, ...projects] : projects;
  return (
    <FormField label="Project">
      <Select
        selectedOption={options.find(({ value }) => value === form.projectId) ?? null}
        options={options}
        placeholder="Choose a project"
        onChange={({ detail }) => set({ projectId: detail.selectedOption.value ?? '' })}
      />
    </FormField>
  );
}

interface PrivilegesProps extends Pick<RoleFieldsProps, 'form' | 'set'> {
  readonly type: (typeof resourceTypeValues)[number];
}

function Privileges({ type, form, set }: PrivilegesProps) {
  const toggle = (name: string, on: boolean) =>
    set({ allowed: on ? [...form.allowed, name] : form.allowed.filter((other) => other !== name) });
  return (
    <SpaceBetween size="s">
      <fieldset className="choices">
        <legend>{resourceNames[type]}</legend>
        {privileges[type].map((privilege) => {
          const name = `${type}:${privilege}`;
          return (
            <Checkbox key={name} checked={form.allowed.includes(name)} onChange={({ detail }) => toggle(name, detail.checked)}>
              {name}
            </Checkbox>
          );
        })}
      </fieldset>
      <FormField label={`Ids of ${resourceNames[type].toLowerCase()}`} description="Empty is all in the scope of the key.">
        <Input
          value={form.resources[type]}
          placeholder="All"
          onChange={({ detail }) => set({ resources: { ...form.resources, [type]: detail.value } })}
        />
      </FormField>
    </SpaceBetween>
  );
}
