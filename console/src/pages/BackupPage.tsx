import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate, useParams } from 'react-router';

import type { BackupCollection, BackupDetail } from '../api/types';
import { useTrail } from '../app/Trail';
import { BackupFindings } from '../backups/BackupFindings';
import { backupTypeNames, methodNames, versionNames } from '../backups/words';
import { Age, Time } from '../components/Age';
import { Id } from '../components/Id';
import { hrefOf, paths } from '../components/links';
import { Loaded } from '../components/Loaded';
import { LocalTable } from '../components/LocalTable';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { mayChangeAny, whyNot } from '../session/permissions';
import { useApi, useProjectName, useWho } from '../session/Session';

export default function BackupPage() {
  const { clusterId = '', backupId = '' } = useParams();
  const api = useApi();
  const backup = usePolled(`backup ${clusterId} ${backupId}`, (signal) => api.backup(clusterId, backupId, false, signal));
  useTrail(
    { text: 'Backups', href: '/backups' },
    { text: backup.data?.backupName ?? backupId, href: paths.backup(clusterId, backupId) },
  );
  return (
    <Loaded of={backup} what="the backup">
      {(data) => (
        <ContentLayout
          header={
            <Header variant="h1" actions={<RestoreButtons backup={data} />}>
              Backup {data.backupName}
            </Header>
          }
        >
          <SpaceBetween size="l">
            <Overview backup={data} />
            <BackupFindings clusterId={clusterId} backupId={backupId} />
            <Collections backup={data} />
          </SpaceBetween>
        </ContentLayout>
      )}
    </Loaded>
  );
}

function RestoreButtons({ backup }: { readonly backup: BackupDetail }) {
  const navigate = useNavigate();
  const { data } = useWho();
  const here = paths.backup(backup.clusterId, backup.backupId);
  const blocked = whyBlocked(backup, whyNot(mayChangeAny(data?.key ?? null)));
  const wholeBlocked =
    blocked ?? (backup.backupType === 'COLLECTION' ? 'The backup has some collections, not a whole cluster.' : null);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <RestoreButton reason={blocked} to={`${here}/restore-collections`} navigate={navigate}>
        Restore collections
      </RestoreButton>
      <RestoreButton reason={wholeBlocked} to={`${here}/restore-cluster`} navigate={navigate} primary>
        Restore to a new cluster
      </RestoreButton>
    </SpaceBetween>
  );
}

function whyBlocked(backup: BackupDetail, permission: string | null): string | null {
  return backup.status === 'AVAILABLE' ? permission : 'The backup is deleted, or is being deleted.';
}

interface RestoreButtonProps {
  readonly reason: string | null;
  readonly to: string;
  readonly navigate: (path: string) => unknown;
  readonly primary?: boolean;
  readonly children: string;
}

function RestoreButton({ reason, to, navigate, primary = false, children }: RestoreButtonProps) {
  const blocked = reason === null ? {} : { disabled: true, disabledReason: reason };
  return (
    <Button
      {...blocked}
      variant={primary ? 'primary' : 'normal'}
      href={hrefOf(to)}
      onFollow={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Button>
  );
}

function Overview({ backup }: { readonly backup: BackupDetail }) {
  const projectName = useProjectName();
  return (
    <Container header={<Header variant="h2">Overview</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Status', value: <Status state={backup.status} /> },
          { label: 'Id', value: <Id id={backup.backupId} of="backup" /> },
          { label: 'Project', value: projectName(backup.projectId) },
          { label: 'Cluster', value: <Id id={backup.clusterId} of="cluster" /> },
          { label: 'Size', value: size(backup.size) },
          { label: 'Made', value: <Age time={backup.createTime} /> },
          { label: 'Deleted on', value: backup.expireTime === null ? 'Never' : <Time time={backup.expireTime} /> },
          { label: 'Region', value: backup.regionId },
          { label: 'Type', value: backupTypeNames[backup.backupType] },
          { label: 'Method', value: methodNames[backup.creationMethod] },
          { label: 'Users and roles', value: backup.hasRbac ? 'They are in it' : 'None are in it' },
          {
            label: 'Can be restored on',
            value: backup.restoreNewInstancePolicies.map((policy) => versionNames[policy]).join('; ') || 'No version',
          },
        ]}
      />
    </Container>
  );
}

interface CollectionRow extends BackupCollection {
  readonly dbName: string;
}

function Collections({ backup }: { readonly backup: BackupDetail }) {
  const rows = backup.dbCollections.flatMap(({ dbName, collections }) =>
    collections.map((collection): CollectionRow => ({ ...collection, dbName })),
  );
  return (
    <LocalTable<CollectionRow>
      title="Databases and collections"
      items={rows}
      trackBy={(row) => `${row.dbName}.${row.collectionName}`}
      searched={(row) => `${row.dbName} ${row.collectionName} ${row.description}`}
      empty="No collections are in this backup."
      columns={columns}
    />
  );
}

const columns = [
  { id: 'collection', header: 'Collection', cell: (row: CollectionRow) => row.collectionName, sortingField: 'collectionName', isRowHeader: true },
  { id: 'database', header: 'Database', cell: (row: CollectionRow) => row.dbName, sortingField: 'dbName' },
  { id: 'rows', header: 'Rows', cell: (row: CollectionRow) => count(row.rows), sortingField: 'rows' },
  { id: 'size', header: 'Size', cell: (row: CollectionRow) => size(row.size), sortingField: 'size' },
  { id: 'state', header: 'Load state', cell: (row: CollectionRow) => <Status state={row.status} />, sortingField: 'status' },
  { id: 'partitions', header: 'Partitions', cell: (row: CollectionRow) => count(row.partitions), sortingField: 'partitions' },
  { id: 'segments', header: 'Segments', cell: (row: CollectionRow) => count(row.segments), sortingField: 'segments' },
];
