import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import { backupTypeValues, cuSizeValues } from '../api/schema.gen';
import { backupTypeNames } from '../backups/words';
import { ProjectField } from '../components/ProjectField';
import { useClusterChoices } from '../pages/useClusterChoices';
import type { Cause, Purpose, TriggerForm, TriggerProblems } from './triggerForm';

interface FieldsProps {
  readonly form: TriggerForm;
  readonly problems: TriggerProblems;
  readonly set: (change: Partial<TriggerForm>) => void;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <SpaceBetween size="l">{children}</SpaceBetween>
    </Container>
  );
}

export function GeneralFields({ form, problems, set }: FieldsProps) {
  return (
    <Section title="General">
      <FormField label="Name" description="Unique in the project." errorText={problems.name}>
        <Input value={form.name} onChange={({ detail }) => set({ name: detail.value })} />
      </FormField>
      <ProjectField value={form.projectId} problem={problems.projectId} onChange={(projectId) => set({ projectId })} />
      <Checkbox checked={form.enabled} onChange={({ detail }) => set({ enabled: detail.checked })}>
        It fires from now on
      </Checkbox>
    </Section>
  );
}

export function CauseFields({ form, problems, set }: FieldsProps) {
  return (
    <Section title="What fires it">
      <FormField label="Cause">
        <RadioGroup
          value={form.cause}
          onChange={({ detail }) => set({ cause: detail.value as Cause })}
          items={[
            { value: 'backupAvailable', label: 'A backup', description: 'Whenever a backup of a cluster arrives.' },
            { value: 'schedule', label: 'A schedule', description: 'At times that come again; the latest backup is restored.' },
            { value: 'request', label: 'A file', description: 'Whenever a file that says what to restore is dropped in its folder.' },
          ]}
        />
      </FormField>
      {form.cause !== 'request' && (
        <FormField label="Cluster that is backed up" constraintText="Its id." errorText={problems.clusterId}>
          <Input value={form.clusterId} onChange={({ detail }) => set({ clusterId: detail.value.trim() })} />
        </FormField>
      )}
      {form.cause === 'backupAvailable' && <BackupFields form={form} set={set} />}
      {form.cause === 'schedule' && <ScheduleFields form={form} problems={problems} set={set} />}
    </Section>
  );
}

/** Which backups of the cluster fire it. */
function BackupFields({ form, set }: Omit<FieldsProps, 'problems'>) {
  return (
    <SpaceBetween size="l">
      <FormField label="Type of the backup">
        <RadioGroup
          value={form.backupType}
          onChange={({ detail }) => set({ backupType: detail.value as TriggerForm['backupType'] })}
          items={[
            { value: '', label: 'Any' },
            ...backupTypeValues.map((value) => ({ value, label: backupTypeNames[value] })),
          ]}
        />
      </FormField>
      <FormField label="Name of the backup" description="An asterisk stands for any characters. Empty is any name.">
        <Input value={form.namePattern} placeholder="nightly-*" onChange={({ detail }) => set({ namePattern: detail.value })} />
      </FormField>
    </SpaceBetween>
  );
}

function ScheduleFields({ form, problems, set }: FieldsProps) {
  return (
    <SpaceBetween size="l">
      <FormField
        label="Schedule"
        constraintText="cron(minutes hours day-of-month month day-of-week year) or rate(value unit)"
        errorText={problems.expression}
      >
        <Input value={form.expression} onChange={({ detail }) => set({ expression: detail.value })} />
      </FormField>
      <FormField label="Time zone">
        <Select
          selectedOption={{ value: form.timeZone, label: form.timeZone }}
          options={['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({ value, label: value }))}
          filteringType="auto"
          filteringAriaLabel="Search time zones"
          virtualScroll
          onChange={({ detail }) => set({ timeZone: detail.selectedOption.value ?? '' })}
        />
      </FormField>
    </SpaceBetween>
  );
}

export function PurposeFields({ form, problems, set }: FieldsProps) {
  return (
    <Section title="What it does">
      <FormField label="Purpose">
        <RadioGroup
          value={form.purpose}
          onChange={({ detail }) => set({ purpose: detail.value as Purpose })}
          items={[
            { value: 'newCluster', label: 'A new cluster', description: 'Each time a cluster is made, which stays.' },
            { value: 'intoCluster', label: 'Into a cluster', description: 'Everything in the backup is restored into one that is there.' },
            { value: 'drill', label: 'A drill', description: 'Restores to a scratch cluster, opens every file, writes a report and drops the cluster again.' },
          ]}
        />
      </FormField>
      {form.purpose === 'intoCluster' ? (
        <IntoClusterFields form={form} problems={problems} set={set} />
      ) : (
        <NewClusterFields form={form} problems={problems} set={set} />
      )}
    </Section>
  );
}

function NewClusterFields({ form, problems, set }: FieldsProps) {
  return (
    <SpaceBetween size="l">
      {form.purpose === 'newCluster' && (
        <SpaceBetween size="l">
          <FormField
            label="Name of the clusters"
            description="It may have the time in it, as in staging-{yyyyMMdd-HHmm}."
            errorText={problems.clusterName}
          >
            <Input value={form.clusterName} onChange={({ detail }) => set({ clusterName: detail.value })} />
          </FormField>
          <FormField
            label="Older clusters that stay"
            description="How many that it made before stay when it has made another one; older ones are dropped. Empty keeps all."
            errorText={problems.keepLast}
          >
            <Input value={form.keepLast} inputMode="numeric" onChange={({ detail }) => set({ keepLast: detail.value })} />
          </FormField>
        </SpaceBetween>
      )}
      {form.purpose === 'drill' && (
        <FormField label="Time for a drill, in minutes" description="One that takes longer has failed. Empty is any time." errorText={problems.maxMinutes}>
          <Input value={form.maxMinutes} inputMode="numeric" onChange={({ detail }) => set({ maxMinutes: detail.value })} />
        </FormField>
      )}
      <FormField label="CU size">
        <Select
          selectedOption={{ value: String(form.cuSize), label: String(form.cuSize) }}
          options={cuSizeValues.map((value) => ({ value: String(value), label: String(value) }))}
          onChange={({ detail }) => set({ cuSize: Number(detail.selectedOption.value) })}
        />
      </FormField>
      <FormField label="Load state of the collections">
        <RadioGroup
          value={form.collectionStatus}
          onChange={({ detail }) => set({ collectionStatus: detail.value === 'KEEP' ? 'KEEP' : 'RELEASE' })}
          items={[
            { value: 'KEEP', label: 'As it was' },
            { value: 'RELEASE', label: 'Released' },
          ]}
        />
      </FormField>
    </SpaceBetween>
  );
}

function IntoClusterFields({ form, problems, set }: FieldsProps) {
  const clusters = useClusterChoices();
  const selected = clusters.find(({ value }) => value === form.destClusterId) ?? null;
  return (
    <SpaceBetween size="l">
      <FormField label="Cluster to restore into" errorText={problems.destClusterId}>
        <Select
          selectedOption={selected}
          options={clusters}
          placeholder="Choose a cluster"
          empty="There is no cluster that your key reaches."
          filteringType="auto"
          filteringAriaLabel="Search clusters"
          onChange={({ detail }) => set({ destClusterId: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      <FormField label="What becomes of a collection that exists already">
        <RadioGroup
          value={form.conflictPolicy}
          onChange={({ detail }) => set({ conflictPolicy: detail.value as TriggerForm['conflictPolicy'] })}
          items={[
            { value: 'FAIL', label: 'Fail', description: 'The restore is refused.' },
            { value: 'SKIP', label: 'Skip', description: 'It stays.' },
            { value: 'OVERWRITE', label: 'Overwrite', description: 'It is replaced once the new one is verified.' },
          ]}
        />
      </FormField>
    </SpaceBetween>
  );
}
