import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';

import type { ClusterDetail } from '../api/types';
import { useTrail } from '../app/Trail';
import { CatalogueTables } from '../clusters/CatalogueTables';
import { ClusterRbac } from '../clusters/ClusterRbac';
import { DropCluster } from '../clusters/DropCluster';
import { isSettling } from '../clusters/settling';
import { Age } from '../components/Age';
import { Id } from '../components/Id';
import { PageLink, paths } from '../components/links';
import { Loaded } from '../components/Loaded';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName } from '../session/Session';

export default function ClusterPage() {
  const { clusterId = '' } = useParams();
  const api = useApi();
  const cluster = usePolled(`cluster ${clusterId}`, (signal) => api.cluster(clusterId, signal), isSettling);
  useTrail(
    { text: 'Clusters', href: '/clusters' },
    { text: cluster.data?.clusterName ?? clusterId, href: paths.cluster(clusterId) },
  );
  return (
    <Loaded of={cluster} what="the cluster">
      {(data) => (
        <ContentLayout
          header={
            <Header variant="h1" actions={<DropCluster cluster={data} onDropped={cluster.refresh} />}>
              Cluster {data.clusterName}
            </Header>
          }
        >
          <SpaceBetween size="l">
            <Overview cluster={data} />
            <CatalogueTables clusterId={clusterId} settling={isSettling(data)} />
            <ClusterRbac clusterId={clusterId} />
          </SpaceBetween>
        </ContentLayout>
      )}
    </Loaded>
  );
}

function Overview({ cluster }: { readonly cluster: ClusterDetail }) {
  const projectName = useProjectName();
  const jobs = `/jobs?clusterId=${encodeURIComponent(cluster.clusterId)}`;
  return (
    <Container header={<Header variant="h2">Overview</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Status', value: <Status state={cluster.status} /> },
          { label: 'Id', value: <Id id={cluster.clusterId} of="cluster" /> },
          { label: 'Project', value: projectName(cluster.projectId) },
          {
            label: 'Endpoint',
            value: cluster.connectAddress === '' ? 'No engine is attached' : <Id id={cluster.connectAddress} of="endpoint" />,
          },
          { label: 'CU size', value: cluster.cuSize },
          { label: 'Size', value: size(cluster.storageSize) },
          { label: 'Milvus', value: cluster.milvusVersion || 'Not known' },
          { label: 'Region', value: cluster.regionId },
          ...(cluster.createProgress === 100 ? [] : [{ label: 'Restored', value: `${cluster.createProgress} %` }]),
          { label: 'Made', value: <Age time={cluster.createTime} /> },
          { label: 'Backups of it', value: count(cluster.snapshotNumber) },
          { label: 'Jobs', value: <PageLink to={jobs}>Jobs that restored into it</PageLink> },
        ]}
      />
    </Container>
  );
}
