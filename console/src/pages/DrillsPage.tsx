import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { Drill } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age } from '../components/Age';
import { Empty } from '../components/Empty';
import { useListAddress } from '../components/filters';
import { PageLink, paths } from '../components/links';
import { ProjectFilter } from '../components/ProjectFilter';
import { ServerTable } from '../components/ServerTable';
import { Status } from '../components/Status';
import { duration } from '../format/times';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import { DrillReport } from '../triggers/DrillReport';

const pageSize = 20;

export default function DrillsPage() {
  useTrail({ text: 'Drills', href: '/drills' });
  const api = useApi();
  const address = useListAddress(['projectId']);
  const [shown, setShown] = useState<Drill | null>(null);
  const query = { projectId: address.value('projectId'), pageSize, currentPage: address.page };
  const drills = usePolled(
    `drills ${JSON.stringify(query)}`,
    async (signal) => {
      const read = await api.drills(query, signal);
      return { count: read.count, items: read.drills };
    },
    ({ items }) => items.some(({ status }) => status === 'RUNNING'),
  );
  return (
    <>
      <ServerTable<Drill>
        title="Drills"
        description="Restores that were made to prove that backups can be restored."
        of={drills}
        columns={columnsWith(setShown)}
        trackBy={(drill) => drill.drillId}
        page={address.page}
        pageSize={pageSize}
        onPage={address.turnTo}
        narrowed={address.narrowed}
        filter={<ProjectFilter address={address} />}
        empty={
          <Empty title="No drills yet" action={<PageLink to="/triggers">Go to the triggers</PageLink>}>
            Create a trigger whose purpose is a drill. Each time that it fires, its report appears here.
          </Empty>
        }
        noMatch={<Empty title="The project has no drill" action={<Button onClick={address.clear}>Clear the filter</Button>} />}
      />
      {shown !== null && <DrillReport drill={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function columnsWith(show: (drill: Drill) => void): TableProps.ColumnDefinition<Drill>[] {
  return [
    {
      id: 'trigger',
      header: 'Trigger',
      cell: (drill) => <PageLink to={paths.trigger(drill.triggerId)}>{drill.triggerName}</PageLink>,
      isRowHeader: true,
      minWidth: 140,
    },
    { id: 'status', header: 'Status', cell: (drill) => <Status state={drill.status} work />, minWidth: 120 },
    { id: 'backup', header: 'Backup', cell: (drill) => drill.backupName || 'None was found', minWidth: 150 },
    { id: 'cluster', header: 'Cluster', cell: (drill) => drill.clusterId, minWidth: 170 },
    { id: 'started', header: 'Started', cell: (drill) => <Age time={drill.startTime} />, minWidth: 120 },
    { id: 'took', header: 'Took', cell: (drill) => (drill.seconds === null ? '–' : duration(drill.seconds)), minWidth: 100 },
    {
      id: 'report',
      header: 'Report',
      cell: (drill) => (
        <Button variant="inline-link" ariaLabel={`Report of the drill of ${drill.backupName || drill.triggerName}`} onClick={() => show(drill)}>
          Show
        </Button>
      ),
      minWidth: 90,
    },
  ];
}
