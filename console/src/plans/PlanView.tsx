import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { Plan, PlanCollection } from '../api/types';
import { LocalTable } from '../components/LocalTable';
import { StatusWords } from '../components/StatusWords';
import { count, size } from '../format/sizes';
import { duration } from '../format/times';
import { costWords } from './cost';

/** What a restore would do, and what stands in its way. */
export function PlanView({ plan }: { readonly plan: Plan }) {
  const conflicts = plan.collections.filter(({ conflict }) => conflict !== 'NONE').length;
  return (
    <SpaceBetween size="l">
      {plan.problems.length > 0 && (
        <Alert type="error" header="The restore would be refused">
          <ul>
            {plan.problems.map(({ code, message }) => (
              <li key={`${code} ${message}`}>
                {message} (Code {code})
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {plan.warnings.length > 0 && (
        <Alert type="warning" header="What the restore could not know or keep">
          <ul>
            {plan.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Container header={<Header variant="h2">What it would do</Header>}>
        <KeyValuePairs columns={4} items={figures(plan, conflicts)} />
      </Container>
      <LocalTable<PlanCollection>
        title="Planned collections"
        items={plan.collections}
        trackBy={(one) => one.destination}
        searched={(one) => `${one.source} ${one.destination} ${one.conflict}`}
        empty="Nothing can be planned."
        columns={columns}
      />
    </SpaceBetween>
  );
}

function figures(plan: Plan, conflicts: number) {
  const { totals, estimatedSeconds, estimatedCost } = plan;
  return [
    { label: 'Collections', value: count(totals.collections) },
    { label: 'Rows', value: count(totals.rows) },
    { label: 'Objects', value: count(totals.objects) },
    { label: 'Bytes', value: size(totals.bytes) },
    { label: 'Time', value: estimatedSeconds === undefined ? 'Not known' : `About ${duration(estimatedSeconds)}` },
    { label: 'Cost', value: costWords(estimatedCost) },
    { label: 'Conflicts', value: conflicts === 0 ? 'None' : count(conflicts) },
    { label: 'Problems', value: plan.problems.length === 0 ? 'None' : count(plan.problems.length) },
  ];
}

const columns = [
  { id: 'destination', header: 'Collection', cell: (one: PlanCollection) => one.destination, sortingField: 'destination', isRowHeader: true, minWidth: 150 },
  {
    id: 'source',
    header: 'In the backup',
    minWidth: 125,
    cell: (one: PlanCollection) => (one.source === one.destination ? 'The same' : one.source),
  },
  { id: 'conflict', header: 'Conflict', cell: (one: PlanCollection) => <Conflict of={one} />, sortingField: 'conflict', minWidth: 150 },
  { id: 'rows', header: 'Rows', cell: (one: PlanCollection) => count(one.rows), sortingField: 'rows', minWidth: 100 },
  { id: 'objects', header: 'Objects', cell: (one: PlanCollection) => count(one.objects), sortingField: 'objects', minWidth: 115 },
  { id: 'bytes', header: 'Size', cell: (one: PlanCollection) => size(one.bytes), sortingField: 'bytes', minWidth: 95 },
];

function Conflict({ of }: { readonly of: PlanCollection }) {
  switch (of.conflict) {
    case 'NONE':
      return <>None</>;
    case 'FAIL':
      return <StatusWords type="error">Exists: the restore would be refused</StatusWords>;
    case 'SKIP':
      return <StatusWords type="info">Exists: it stays, this one is skipped</StatusWords>;
    case 'OVERWRITE':
      return (
        <>
          <Badge color="red">Replaced</Badge> the one that exists goes
        </>
      );
  }
}
