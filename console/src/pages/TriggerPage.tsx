import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';

import type { Firing, RestoreTrigger } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age, Time } from '../components/Age';
import { Confirm } from '../components/Confirm';
import { Id } from '../components/Id';
import { PageLink, paths } from '../components/links';
import { Loaded } from '../components/Loaded';
import { LocalTable } from '../components/LocalTable';
import { BackupName, ClusterName } from '../components/names';
import { Status } from '../components/Status';
import { useNames, type Names } from '../components/useNames';
import { useNotify } from '../flash/Flash';
import { duration } from '../format/times';
import { usePolled } from '../polling/usePolled';
import { mayChange, whyNot } from '../session/permissions';
import { useApi, useProjectName, useWho } from '../session/Session';
import { TriggerStatus } from '../triggers/TriggerStatus';
import { causeWords, purposeWords } from '../triggers/words';

export default function TriggerPage() {
  const { triggerId = '' } = useParams();
  const api = useApi();
  const names = useNames();
  const trigger = usePolled(
    `trigger ${triggerId}`,
    (signal) => api.trigger(triggerId, signal),
    ({ firings }) => (firings ?? []).some(({ status }) => status === 'RUNNING' || status === 'WAITING'),
  );
  useTrail(
    { text: 'Triggers', href: '/triggers' },
    { text: trigger.data?.name ?? triggerId, href: paths.trigger(triggerId) },
  );
  return (
    <Loaded of={trigger} what="the trigger">
      {(data) => (
        <ContentLayout
          header={
            <Header variant="h1" actions={<DeleteTrigger trigger={data} />}>
              Trigger {data.name}
            </Header>
          }
        >
          <SpaceBetween size="l">
            {data.stopped !== '' && (
              <Alert type="error" header="It was stopped, and does not fire again">
                {data.stopped} Make another one in its place.
              </Alert>
            )}
            <Overview trigger={data} />
            <LocalTable<Firing>
              title="The last times that it fired"
              items={data.firings ?? []}
              trackBy={(firing) => firing.firingId}
              searched={(firing) => `${firing.status} ${firing.reason} ${firing.backupId ?? ''}`}
              empty="It has not fired yet. What happened before it was made does not fire it."
              columns={columnsWith(names)}
            />
          </SpaceBetween>
        </ContentLayout>
      )}
    </Loaded>
  );
}

function Overview({ trigger }: { readonly trigger: RestoreTrigger }) {
  const projectName = useProjectName();
  return (
    <Container header={<Header variant="h2">Overview</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'State', value: <TriggerStatus trigger={trigger} /> },
          { label: 'Id', value: <Id id={trigger.triggerId} of="trigger" /> },
          { label: 'Project', value: projectName(trigger.projectId) },
          { label: 'Fired by', value: causeWords(trigger) },
          { label: 'What it does', value: purposeWords(trigger) },
          { label: 'Next time', value: <Time time={trigger.nextTime} /> },
          { label: 'Older clusters that stay', value: trigger.keepLast ?? 'All' },
          { label: 'Time for a drill', value: trigger.maxSeconds === null ? 'Any' : duration(trigger.maxSeconds) },
          { label: 'Made', value: <Age time={trigger.createTime} /> },
          { label: 'Acts as', value: <Id id={trigger.createdBy} of="key" /> },
          ...(trigger.requestFolder === null
            ? []
            : [{ label: 'Folder for files that fire it', value: <Id id={trigger.requestFolder} of="folder" /> }]),
        ]}
      />
    </Container>
  );
}

function DeleteTrigger({ trigger }: { readonly trigger: RestoreTrigger }) {
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const { data } = useWho();
  const [asked, setAsked] = useState(false);
  const reason = whyNot(mayChange(data?.key ?? null, trigger.projectId));
  return (
    <>
      <Button {...(reason === null ? {} : { disabled: true, disabledReason: reason })} onClick={() => setAsked(true)}>
        Delete
      </Button>
      {asked && (
        <Confirm
          title={`Delete trigger ${trigger.name}?`}
          action="Delete"
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            await api.deleteTrigger(trigger.triggerId);
            notify({ type: 'success', content: `Trigger ${trigger.name} was deleted.` });
            void navigate('/triggers');
          }}
        >
          It fires no more. A restore of it that runs goes on, what waited does not begin, and clusters that it made
          stay.
        </Confirm>
      )}
    </>
  );
}

function columnsWith(names: Names) {
  return [
    { id: 'time', header: 'Time', cell: (firing: Firing) => <Age time={firing.time} />, isRowHeader: true },
    { id: 'status', header: 'Status', cell: (firing: Firing) => <Status state={firing.status} work />, minWidth: 130 },
    {
      id: 'job',
      header: 'Job',
      cell: ({ jobId }: Firing) => (jobId === null ? '–' : <PageLink to={paths.job(jobId)}>{jobId}</PageLink>),
    },
    {
      id: 'cluster',
      header: 'Cluster',
      cell: ({ clusterId }: Firing) =>
        clusterId === null ? '–' : <ClusterName id={clusterId} names={names} />,
    },
    { id: 'backup', header: 'Backup', cell: ({ backupId }: Firing) => (backupId === null ? '–' : <BackupName id={backupId} names={names} />) },
    {
      id: 'reason',
      header: 'Reason',
      cell: ({ reason, code }: Firing) => (reason === '' ? '–' : `${reason}${code === 0 ? '' : ` (Code ${code})`}`),
    },
  ];
}
