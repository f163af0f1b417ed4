import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useEffect, useState } from 'react';

import { backupTypeValues, creationMethodValues } from '../api/schema.gen';
import type { Backup, Query } from '../api/types';
import type { Api } from '../api/routes';
import { useTrail } from '../app/Trail';
import { searchBackups } from '../backups/search';
import { bounds } from '../backups/timeRange';
import { TimeRangeFilter } from '../backups/TimeRangeFilter';
import { backupTypeNames, methodNames } from '../backups/words';
import { Age } from '../components/Age';
import { Empty } from '../components/Empty';
import { Choose, useListAddress, type ListAddress } from '../components/filters';
import { PageLink, paths } from '../components/links';
import { ProjectFilter } from '../components/ProjectFilter';
import { ServerTable, type Page } from '../components/ServerTable';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName } from '../session/Session';

const pageSize = 20;
const mostSearched = 2_000;
const filterNames = ['q', 'projectId', 'clusterId', 'backupType', 'creationMethod', 'hours', 'start', 'end'];

type Filters = Query<'listBackups'>;

interface BackupPage extends Page<Backup> {
  /** Whether there are backups that the search has not looked at. */
  readonly unsearched: boolean;
}

export default function BackupsPage() {
  useTrail({ text: 'Backups', href: '/backups' });
  const api = useApi();
  const projectName = useProjectName();
  const address = useListAddress(filterNames);
  const asked = JSON.stringify(filterNames.map(address.value));
  const backups = usePolled<BackupPage>(`backups ${asked} ${address.page}`, (signal) =>
    readBackups(api, filtersOf(address), address.value('q'), address.page, signal),
  );
  return (
    <ServerTable<Backup>
      title="Backups"
      description="Choose one to see what is in it and to restore it."
      of={backups}
      columns={columnsWith(projectName)}
      trackBy={(backup) => backup.backupId}
      page={address.page}
      pageSize={pageSize}
      onPage={address.turnTo}
      narrowed={address.narrowed}
      empty={
        <Empty title="No backups">
          A backup appears here by itself when milvus-backup has written it to the backup bucket, below the ids of its
          project and cluster. You see those that your key reaches.
        </Empty>
      }
      noMatch={<Empty title="No backup matches" action={<Button onClick={address.clear}>Clear the filters</Button>} />}
      filter={
        <SpaceBetween size="s">
          <BackupFilters address={address} />
          {backups.data?.unsearched === true && (
            <Alert type="info">
              Only the newest {count(mostSearched)} backups were searched. Narrow the list by cluster or time to reach
              older ones.
            </Alert>
          )}
        </SpaceBetween>
      }
    />
  );
}

function filtersOf(address: ListAddress): Filters {
  const range = { hours: address.value('hours'), start: address.value('start'), end: address.value('end') };
  return {
    projectId: address.value('projectId'),
    clusterId: address.value('clusterId'),
    backupType: address.value('backupType') as Filters['backupType'],
    creationMethod: address.value('creationMethod') as Filters['creationMethod'],
    ...bounds(range, Date.now()),
  };
}

async function readBackups(api: Api, filters: Filters, text: string, page: number, signal: AbortSignal): Promise<BackupPage> {
  if (text.trim() === '') {
    const read = await api.backups({ ...filters, pageSize, currentPage: page }, signal);
    return { count: read.count, items: read.backups, unsearched: false };
  }
  const { items, complete } = await searchBackups(text, mostSearched, (currentPage, largest) =>
    api.backups({ ...filters, pageSize: largest, currentPage }, signal),
  );
  const shown = items.slice((page - 1) * pageSize, page * pageSize);
  return { count: items.length, items: shown, unsearched: !complete };
}

function BackupFilters({ address }: { readonly address: ListAddress }) {
  return (
    <ColumnLayout columns={3} minColumnWidth={180}>
      <SearchField value={address.value('q')} onSearch={(q) => address.narrow({ q })} />
      <ProjectFilter address={address} />
      <ClusterField value={address.value('clusterId')} onChange={(clusterId) => address.narrow({ clusterId })} />
      <Choose
        label="Type"
        all="Any type"
        choices={backupTypeValues.map((value) => ({ value, label: backupTypeNames[value] }))}
        value={address.value('backupType')}
        onChange={(backupType) => address.narrow({ backupType })}
      />
      <Choose
        label="Method"
        all="Any method"
        choices={creationMethodValues.map((value) => ({ value, label: methodNames[value] }))}
        value={address.value('creationMethod')}
        onChange={(creationMethod) => address.narrow({ creationMethod })}
      />
      <TimeRangeFilter
        range={{ hours: address.value('hours'), start: address.value('start'), end: address.value('end') }}
        onChange={(range) => address.narrow({ ...range })}
      />
    </ColumnLayout>
  );
}

const typingPause = 400;

/** Narrows the list once the typing pauses. */
function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onSearch(text), typingPause);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <FormField label="Search">
      <Input
        type="search"
        value={text}
        placeholder="Name or id"
        onChange={({ detail }) => setText(detail.value)}
      />
    </FormField>
  );
}

interface ClusterFieldProps {
  readonly value: string;
  readonly onChange: (clusterId: string) => void;
}

const clusterIdPattern = /^in[0-9]{2}-[0-9a-z]{4,40}$/;

/** The id of the cluster that was backed up: it may be of none that is listed, as the cluster may be gone. */
function ClusterField({ value, onChange }: ClusterFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wrong = text !== '' && !clusterIdPattern.test(text);
  return (
    <FormField label="Cluster" errorText={wrong ? 'An id such as in01-0a1b2c3d4e5f6g7.' : null}>
      <Input
        type="search"
        value={text}
        placeholder="Id of the cluster that was backed up"
        onChange={({ detail }) => {
          setText(detail.value);
          if (detail.value === '' || clusterIdPattern.test(detail.value)) {
            onChange(detail.value);
          }
        }}
      />
    </FormField>
  );
}

function columnsWith(projectName: (projectId: string) => string): TableProps.ColumnDefinition<Backup>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (backup) => <PageLink to={paths.backup(backup.clusterId, backup.backupId)}>{backup.backupName}</PageLink>,
      isRowHeader: true,
      minWidth: 160,
    },
    { id: 'status', header: 'Status', cell: (backup) => <Status state={backup.status} />, minWidth: 120 },
    {
      id: 'cluster',
      header: 'Cluster',
      cell: ({ clusterName, clusterId }) => (
        <>
          {clusterName !== '' && <div>{clusterName}</div>}
          <Box variant="small">{clusterId}</Box>
        </>
      ),
      minWidth: 150,
    },
    { id: 'project', header: 'Project', cell: (backup) => projectName(backup.projectId), minWidth: 120 },
    { id: 'type', header: 'Type', cell: (backup) => backupTypeNames[backup.backupType], minWidth: 95 },
    { id: 'method', header: 'Method', cell: (backup) => methodNames[backup.creationMethod], minWidth: 95 },
    { id: 'size', header: 'Size', cell: (backup) => size(backup.size), minWidth: 100 },
    { id: 'made', header: 'Made', cell: (backup) => <Age time={backup.createTime} />, minWidth: 115 },
  ];
}
