import ColumnLayout from '@cloudscape-design/components/column-layout';
import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';

import { jobStatusValues, jobTypeValues } from '../api/schema.gen';
import type { Job, JobStatus, JobType } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age } from '../components/Age';
import { Empty } from '../components/Empty';
import { Choose, useListAddress } from '../components/filters';
import { PageLink, paths } from '../components/links';
import { ProjectFilter } from '../components/ProjectFilter';
import { ClusterName } from '../components/names';
import { ServerTable } from '../components/ServerTable';
import { stateName, Status } from '../components/Status';
import { useNames, type Names } from '../components/useNames';
import { JobProgress } from '../jobs/JobProgress';
import { jobTitle } from '../jobs/jobTitle';
import { isMoving } from '../jobs/motion';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import { useClusterChoices } from './useClusterChoices';

const pageSize = 20;

const typeNames: Readonly<Record<JobType, string>> = { RESTORE: 'Restore', PLAN: 'Dry run' };

export default function JobsPage() {
  useTrail({ text: 'Jobs', href: '/jobs' });
  const api = useApi();
  const address = useListAddress(['status', 'type', 'projectId', 'clusterId']);
  const query = {
    status: (address.value('status') || undefined) as JobStatus | undefined,
    type: (address.value('type') || undefined) as JobType | undefined,
    projectId: address.value('projectId') || undefined,
    clusterId: address.value('clusterId') || undefined,
    pageSize,
    currentPage: address.page,
  };
  const names = useNames();
  const jobs = usePolled(
    `jobs ${JSON.stringify(query)}`,
    async (signal) => {
      const read = await api.jobs(query, signal);
      return { count: read.count, items: read.jobs };
    },
    ({ items }) => items.some(isMoving),
  );
  return (
    <ServerTable<Job>
      title="Jobs"
      description="Restores and dry runs. What runs is shown as it goes on."
      of={jobs}
      columns={columnsWith(names)}
      trackBy={(job) => job.jobId}
      page={address.page}
      pageSize={pageSize}
      onPage={address.turnTo}
      narrowed={address.narrowed}
      empty={
        <Empty title="No jobs yet" action={<PageLink to="/backups">Choose a backup to restore</PageLink>}>
          A restore is a job, and so is a dry run.
        </Empty>
      }
      noMatch={<Empty title="No job matches" action={<Button onClick={address.clear}>Clear the filters</Button>} />}
      filter={<JobFilters address={address} />}
    />
  );
}

function JobFilters({ address }: { readonly address: ReturnType<typeof useListAddress> }) {
  const clusters = useClusterChoices();
  return (
    <ColumnLayout columns={4} minColumnWidth={160}>
      <Choose
        label="Status"
        all="Any status"
        choices={jobStatusValues.map((value) => ({ value, label: stateName(value) }))}
        value={address.value('status')}
        onChange={(status) => address.narrow({ status })}
      />
      <Choose
        label="Type"
        all="Any type"
        choices={jobTypeValues.map((value) => ({ value, label: typeNames[value] }))}
        value={address.value('type')}
        onChange={(type) => address.narrow({ type })}
      />
      <ProjectFilter address={address} />
      <Choose
        label="Cluster"
        all="Any cluster"
        choices={clusters}
        value={address.value('clusterId')}
        onChange={(clusterId) => address.narrow({ clusterId })}
        searchable
      />
    </ColumnLayout>
  );
}

function columnsWith(names: Names): TableProps.ColumnDefinition<Job>[] {
  const title = (job: Job) => jobTitle(job, names.backups.get(job.backupId)?.backupName);
  return [
    {
      id: 'job',
      header: 'Job',
      cell: (job) => (
        <PageLink to={paths.job(job.jobId)} label={`Job ${job.jobId}: ${title(job)}`}>
          {title(job)}
        </PageLink>
      ),
      isRowHeader: true,
      minWidth: 220,
    },
    { id: 'status', header: 'Status', cell: (job) => <Status state={job.status} />, minWidth: 130 },
    { id: 'progress', header: 'Progress', cell: (job) => <JobProgress job={job} />, minWidth: 220 },
    { id: 'started', header: 'Started', cell: (job) => <Age time={job.startTime} />, minWidth: 130 },
    { id: 'type', header: 'Type', cell: (job) => typeNames[job.type], minWidth: 90 },
    {
      id: 'cluster',
      header: 'Cluster',
      cell: (job) => <ClusterName id={job.clusterId} names={names} />,
      minWidth: 170,
    },
  ];
}
