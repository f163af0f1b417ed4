import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';

import type { Job } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age, Time } from '../components/Age';
import { Id } from '../components/Id';
import { PageLink, paths } from '../components/links';
import { Loaded } from '../components/Loaded';
import { LongText } from '../components/LongText';
import { BackupName, ClusterName } from '../components/names';
import { Status } from '../components/Status';
import { useNames, type Names } from '../components/useNames';
import { count, money, size } from '../format/sizes';
import { duration } from '../format/times';
import { EventTimeline } from '../jobs/EventTimeline';
import { JobActions } from '../jobs/JobActions';
import { JobCollections } from '../jobs/JobCollections';
import { JobProgress } from '../jobs/JobProgress';
import { jobTitle } from '../jobs/jobTitle';
import { isMoving } from '../jobs/motion';
import { RestoredUsers } from '../jobs/RestoredUsers';
import { PlanView } from '../plans/PlanView';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName } from '../session/Session';

export default function JobPage() {
  const { jobId = '' } = useParams();
  useTrail({ text: 'Jobs', href: '/jobs' }, { text: jobId, href: paths.job(jobId) });
  const api = useApi();
  const job = usePolled(`job ${jobId}`, (signal) => api.job(jobId, signal), isMoving);
  const names = useNames();
  return (
    <Loaded of={job} what="the job">
      {(data) => (
        <ContentLayout
          header={
            <Header
              variant="h1"
              actions={<JobActions job={data} onChanged={job.refresh} />}
            >
              {jobTitle(data, names.backups.get(data.backupId)?.backupName)}
            </Header>
          }
        >
          <JobDetail job={data} names={names} />
        </ContentLayout>
      )}
    </Loaded>
  );
}

interface JobProps {
  readonly job: Job;
  readonly names: Names;
}

function JobDetail({ job, names }: JobProps) {
  return (
    <SpaceBetween size="l">
      {job.reason !== '' && (
        <Alert
          type={job.status === 'FAILED' ? 'error' : 'info'}
          header={job.status === 'FAILED' ? 'Why it failed' : 'How it ended'}
        >
          <LongText text={job.reason} />
        </Alert>
      )}
      <Overview job={job} names={names} />
      {job.type === 'PLAN' && job.plan !== null && <PlanView plan={job.plan} />}
      {job.type === 'RESTORE' && <JobCollections collections={job.collections} planned={job.objectsTotal > 0} />}
      {job.rbac !== null && <RestoredUsers result={job.rbac} />}
      <EventTimeline jobId={job.jobId} moving={isMoving(job)} version={`${job.status} ${job.runs}`} />
    </SpaceBetween>
  );
}

function Overview({ job, names }: JobProps) {
  const projectName = useProjectName();
  return (
    <Container header={<Header variant="h2">Overview</Header>}>
      <SpaceBetween size="l">
        {job.type === 'RESTORE' && <JobProgress job={job} detailed />}
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Status', value: <Status state={job.status} /> },
            { label: 'Job', value: <Id id={job.jobId} of="job" /> },
            { label: 'Project', value: projectName(job.projectId) },
            {
              label: job.type === 'PLAN' ? 'Cluster' : 'Restored to',
              value: <ClusterName id={job.clusterId} names={names} />,
            },
            { label: 'Backup', value: <BackupName id={job.backupId} names={names} /> },
            { label: 'Started', value: <Time time={job.startTime} /> },
            { label: 'Ended', value: job.endTime === null ? 'Not yet' : <Age time={job.endTime} /> },
            { label: 'Asked for by', value: <Id id={job.createdBy} of="key" /> },
            { label: 'Runs', value: job.runs },
            ...workDone(job),
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function workDone(job: Job): KeyValuePairsProps.Item[] {
  const items: KeyValuePairsProps.Item[] = [];
  // A dry run copies nothing; what it found is in its plan.
  if (job.type === 'RESTORE' && job.objectsTotal > 0) {
    items.push({ label: 'Objects', value: `${count(job.objectsCopied)} of ${count(job.objectsTotal)}` });
    items.push({ label: 'Bytes', value: `${size(job.bytesCopied)} of ${size(job.bytesTotal)}` });
  }
  if (job.estimate !== null) {
    const { estimatedSeconds, estimatedCost } = job.estimate;
    items.push({ label: 'Expected to take', value: duration(estimatedSeconds) });
    items.push({ label: 'Expected to cost', value: money(estimatedCost.total, estimatedCost.currency) });
  }
  if (job.actual !== null) {
    items.push({ label: 'Took', value: duration(job.actual.seconds) });
  }
  if (job.planId !== null) {
    items.push({ label: 'As planned by', value: <PageLink to={paths.job(job.planId)}>{job.planId}</PageLink> });
  }
  return items;
}
