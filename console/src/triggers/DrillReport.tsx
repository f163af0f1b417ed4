import Alert from '@cloudscape-design/components/alert';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { Drill } from '../api/types';
import { Time } from '../components/Age';
import { Id } from '../components/Id';
import { PageLink, paths } from '../components/links';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';
import { duration } from '../format/times';
import { costWords } from '../plans/cost';

/** What a drill found. */
export function DrillReport({ drill, onClose }: { readonly drill: Drill; readonly onClose: () => void }) {
  return (
    <Modal visible size="large" header={`Drill of ${drill.triggerName}`} closeAriaLabel="Close" onDismiss={onClose}>
      <SpaceBetween size="l">
        {drill.findings.length > 0 && (
          <Alert type="error" header="What was wrong">
            <ul>
              {drill.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          </Alert>
        )}
        <KeyValuePairs columns={3} items={facts(drill)} />
      </SpaceBetween>
    </Modal>
  );
}

function facts(drill: Drill) {
  return [
    { label: 'Status', value: <Status state={drill.status} work /> },
    { label: 'Backup', value: drill.backupName || 'None was found' },
    { label: 'Cluster that was backed up', value: drill.clusterId },
    { label: 'Job', value: drill.jobId === '' ? 'None began' : <PageLink to={paths.job(drill.jobId)}>{drill.jobId}</PageLink> },
    { label: 'Started', value: <Time time={drill.startTime} /> },
    { label: 'Ended', value: <Time time={drill.endTime} /> },
    { label: 'Took', value: drill.seconds === null ? '–' : duration(drill.seconds) },
    { label: 'Might take', value: drill.maxSeconds === null ? 'Any time' : duration(drill.maxSeconds) },
    { label: 'Cost', value: costWords(drill.estimatedCost ?? undefined) },
    { label: 'Collections', value: count(drill.collections) },
    { label: 'Files opened', value: `${count(drill.objects)}, ${size(drill.bytes)}` },
    { label: 'Rows', value: count(drill.rows) },
    ...keyFact('Report as JSON, in the backup bucket', drill.report),
    ...keyFact('Report as a page, in the backup bucket', drill.page),
  ];
}

function keyFact(label: string, key: string | null) {
  return key === null ? [] : [{ label, value: <Id id={key} of="report" /> }];
}
