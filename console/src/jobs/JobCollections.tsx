import ProgressBar from '@cloudscape-design/components/progress-bar';

import type { JobCollection } from '../api/types';
import { LocalTable } from '../components/LocalTable';
import { LongText } from '../components/LongText';
import { Status } from '../components/Status';
import { StatusWords } from '../components/StatusWords';

export function JobCollections({ collections, planned }: { readonly collections: readonly JobCollection[]; readonly planned: boolean }) {
  return (
    <LocalTable<JobCollection>
      title="Collections"
      items={collections}
      trackBy={(one) => `${one.destinationDb}.${one.destination}`}
      searched={(one) => `${source(one)} ${destination(one)} ${one.status} ${one.reason}`}
      empty={planned ? 'There are no collections in this job.' : 'The collections are known once the job is planned.'}
      columns={columns}
    />
  );
}

const source = (one: JobCollection) => `${one.db}.${one.name}`;
const destination = (one: JobCollection) => `${one.destinationDb}.${one.destination}`;

const columns = [
  { id: 'destination', header: 'Collection', cell: destination, sortingField: 'destination', isRowHeader: true, minWidth: 170 },
  {
    id: 'source',
    header: 'In the backup',
    cell: (one: JobCollection) => (source(one) === destination(one) ? 'The same' : source(one)),
  },
  { id: 'status', header: 'Status', cell: (one: JobCollection) => <Status state={one.status} />, sortingField: 'status', minWidth: 130 },
  {
    id: 'progress',
    header: 'Progress',
    cell: (one: JobCollection) => <ProgressBar value={Number(one.progress)} ariaLabel={`Progress of ${destination(one)}`} />,
  },
  {
    id: 'reason',
    header: 'Remarks',
    minWidth: 220,
    cell: (one: JobCollection) => <Remarks of={one} />,
  },
];

function Remarks({ of }: { readonly of: JobCollection }) {
  if (of.reason !== '') {
    return of.status === 'FAILED' ? <StatusWords type="error"><LongText text={of.reason} /></StatusWords> : <LongText text={of.reason} />;
  }
  return <>{of.verified === '' ? '–' : of.verified}</>;
}
