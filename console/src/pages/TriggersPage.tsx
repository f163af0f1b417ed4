import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import { useNavigate } from 'react-router';

import type { RestoreTrigger } from '../api/types';
import { useTrail } from '../app/Trail';
import { Time } from '../components/Age';
import { Empty } from '../components/Empty';
import { useListAddress } from '../components/filters';
import { PageLink, paths } from '../components/links';
import { ProjectFilter } from '../components/ProjectFilter';
import { ServerTable } from '../components/ServerTable';
import { usePolled } from '../polling/usePolled';
import { mayChangeAny, whyNot } from '../session/permissions';
import { useApi, useProjectName, useWho } from '../session/Session';
import { TriggerStatus } from '../triggers/TriggerStatus';
import { causeWords, purposeWords } from '../triggers/words';

const pageSize = 20;

export default function TriggersPage() {
  useTrail({ text: 'Triggers', href: '/triggers' });
  const api = useApi();
  const projectName = useProjectName();
  const address = useListAddress(['projectId']);
  const query = { projectId: address.value('projectId'), pageSize, currentPage: address.page };
  const triggers = usePolled(`triggers ${JSON.stringify(query)}`, async (signal) => {
    const read = await api.triggers(query, signal);
    return { count: read.count, items: read.restoreTriggers };
  });
  return (
    <ServerTable<RestoreTrigger>
      title="Triggers"
      description="Restores that start by themselves."
      of={triggers}
      columns={columnsWith(projectName)}
      trackBy={(trigger) => trigger.triggerId}
      page={address.page}
      pageSize={pageSize}
      onPage={address.turnTo}
      narrowed={address.narrowed}
      actions={<CreateButton />}
      filter={<ProjectFilter address={address} />}
      empty={
        <Empty title="No triggers yet">
          A trigger restores whenever a backup arrives, by a schedule, or when a file asks for it. Create one to keep a
          copy fresh, or to prove each night that backups can be restored.
        </Empty>
      }
      noMatch={<Empty title="The project has no trigger" action={<Button onClick={address.clear}>Clear the filter</Button>} />}
    />
  );
}

function CreateButton() {
  const navigate = useNavigate();
  const { data } = useWho();
  const reason = whyNot(mayChangeAny(data?.key ?? null));
  const blocked = reason === null ? {} : { disabled: true, disabledReason: reason };
  return (
    <Button variant="primary" {...blocked} onClick={() => void navigate('/triggers/create')}>
      Create trigger
    </Button>
  );
}

function columnsWith(projectName: (projectId: string) => string): TableProps.ColumnDefinition<RestoreTrigger>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (trigger) => <PageLink to={paths.trigger(trigger.triggerId)}>{trigger.name}</PageLink>,
      isRowHeader: true,
      minWidth: 140,
    },
    { id: 'project', header: 'Project', cell: (trigger) => projectName(trigger.projectId), minWidth: 110 },
    { id: 'cause', header: 'Fired by', cell: causeWords, minWidth: 200 },
    { id: 'purpose', header: 'What it does', cell: purposeWords, minWidth: 170 },
    { id: 'state', header: 'State', cell: (trigger) => <TriggerStatus trigger={trigger} />, minWidth: 120 },
    { id: 'next', header: 'Next time', cell: (trigger) => <Time time={trigger.nextTime} />, minWidth: 170 },
  ];
}
