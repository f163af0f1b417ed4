import type { TableProps } from '@cloudscape-design/components/table';

import type { Cluster } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age } from '../components/Age';
import { Empty } from '../components/Empty';
import { useListAddress } from '../components/filters';
import { PageLink, paths } from '../components/links';
import { ServerTable } from '../components/ServerTable';
import { Status } from '../components/Status';
import { isSettling } from '../clusters/settling';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName } from '../session/Session';

const pageSize = 20;

export default function ClustersPage() {
  useTrail({ text: 'Clusters', href: '/clusters' });
  const api = useApi();
  const projectName = useProjectName();
  const address = useListAddress([]);
  const clusters = usePolled(
    `clusters ${address.page}`,
    async (signal) => {
      const read = await api.clusters({ pageSize, currentPage: address.page }, signal);
      return { count: read.count, items: read.clusters };
    },
    ({ items }) => items.some(isSettling),
  );
  return (
    <ServerTable<Cluster>
      title="Clusters"
      of={clusters}
      columns={columnsWith(projectName)}
      trackBy={(cluster) => cluster.clusterId}
      page={address.page}
      pageSize={pageSize}
      onPage={address.turnTo}
      empty={
        <Empty title="No clusters" action={<PageLink to="/backups">Choose a backup to restore</PageLink>}>
          A cluster appears here when a backup is restored to a new one.
        </Empty>
      }
    />
  );
}

function columnsWith(projectName: (projectId: string) => string): TableProps.ColumnDefinition<Cluster>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (cluster) => <PageLink to={paths.cluster(cluster.clusterId)}>{cluster.clusterName}</PageLink>,
      isRowHeader: true,
      minWidth: 140,
    },
    { id: 'id', header: 'Id', cell: (cluster) => cluster.clusterId, minWidth: 180 },
    { id: 'project', header: 'Project', cell: (cluster) => projectName(cluster.projectId), minWidth: 120 },
    { id: 'status', header: 'Status', cell: (cluster) => <Status state={cluster.status} />, minWidth: 120 },
    { id: 'cu', header: 'CU size', cell: (cluster) => cluster.cuSize, minWidth: 90 },
    { id: 'made', header: 'Made', cell: (cluster) => <Age time={cluster.createTime} />, minWidth: 120 },
  ];
}
