import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { StatusWords } from '../components/StatusWords';
import { usePolled } from '../polling/usePolled';
import { isOwner } from '../session/permissions';
import { useApi, useWho } from '../session/Session';
import { rolesFor, type GrantForm, type keyProblems, type KeyForm } from './keyForm';

interface FieldsProps {
  readonly form: KeyForm;
  readonly problems: ReturnType<typeof keyProblems>;
  readonly set: (change: Partial<KeyForm>) => void;
}

export function KeyFields({ form, problems, set }: FieldsProps) {
  const { data } = useWho();
  const barred = data?.key !== null && !isOwner(data?.key ?? null);
  return (
    <Container header={<Header variant="h2">Key</Header>}>
      <SpaceBetween size="l">
        <FormField label="Name" errorText={problems.name}>
          <Input value={form.name} onChange={({ detail }) => set({ name: detail.value })} />
        </FormField>
        <FormField label="What it is for">
          <Input value={form.description} onChange={({ detail }) => set({ description: detail.value })} />
        </FormField>
        <FormField label="Days until it ends" description="Empty is never." errorText={problems.days}>
          <Input value={form.days} inputMode="numeric" onChange={({ detail }) => set({ days: detail.value })} />
        </FormField>
        <FormField label="Role in the organization">
          <RadioGroup
            value={form.orgRole}
            onChange={({ detail }) => set({ orgRole: detail.value as KeyForm['orgRole'] })}
            items={[
              { value: 'Member', label: 'Member', description: 'May do what it is granted in projects.' },
              { value: 'Owner', label: 'Owner', description: 'May do everything in every project.', disabled: barred },
              { value: 'Billing-Admin', label: 'Billing admin', description: 'Sees its own key.', disabled: barred },
            ]}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

const mostRoles = 100;

export function GrantFields({ form, problems, set }: FieldsProps) {
  const api = useApi();
  const { data } = useWho();
  const roles = usePolled('roles to grant', (signal) => api.roles({ pageSize: mostRoles }, signal));
  const projects = (data?.projects ?? []).map(({ projectId, projectName }) => ({ value: projectId, label: projectName }));
  const change = (index: number, wanted: Partial<GrantForm>) =>
    set({ grants: form.grants.map((grant, at) => (at === index ? { ...grant, ...wanted } : grant)) });
  return (
    <Container header={<Header variant="h2">What it may do in projects</Header>}>
      <SpaceBetween size="s">
        {problems.grants !== undefined && (
          <div role="alert">
            <StatusWords type="error">{problems.grants}</StatusWords>
          </div>
        )}
        <AttributeEditor<GrantForm>
          items={form.grants}
          addButtonText="Add a project"
          removeButtonText="Remove"
          removeButtonAriaLabel={(grant) => `Remove the project ${grant.projectId}`}
          empty="It reaches no project."
          onAddButtonClick={() => set({ grants: [...form.grants, { projectId: '', role: 'Read-Only', clusters: '' }] })}
          onRemoveButtonClick={({ detail }) => set({ grants: form.grants.filter((_, at) => at !== detail.itemIndex) })}
          definition={[
            {
              label: 'Project',
              control: (grant, index) => (
                <Select
                  selectedOption={projects.find(({ value }) => value === grant.projectId) ?? null}
                  options={projects}
                  placeholder="Choose a project"
                  empty="Your key reaches no project."
                  onChange={({ detail }) => change(index, { projectId: detail.selectedOption.value ?? '' })}
                />
              ),
            },
            {
              label: 'Role',
              control: (grant, index) => (
                <Select
                  selectedOption={{ value: grant.role, label: grant.role }}
                  options={rolesFor(grant.projectId, roles.data?.roles ?? []).map((value) => ({ value, label: value }))}
                  onChange={({ detail }) => change(index, { role: detail.selectedOption.value ?? '' })}
                />
              ),
            },
            {
              label: 'Clusters',
              control: (grant, index) => (
                <Input
                  value={grant.clusters}
                  placeholder="All, or ids"
                  onChange={({ detail }) => change(index, { clusters: detail.value })}
                />
              ),
            },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}
