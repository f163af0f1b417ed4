import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useState } from 'react';

import type { BackupDatabase } from '../../api/types';
import { Empty } from '../../components/Empty';
import { count, counted, size } from '../../format/sizes';
import { LoadCell, NameCell } from './cells';
import { chosenOf, choose, countChosen, loadAll, wishFor, type Problems, type Selection } from './selection';
import { collectionRows, databaseRows, rowId, type Row } from './tree';

interface CollectionTreeProps {
  readonly databases: readonly BackupDatabase[];
  readonly selection: Selection;
  readonly problems: Problems;
  readonly onChange: (selection: Selection) => void;
}

/** Rows of a database that are shown at first: each has fields, and thousands of those would be slow. */
const shownAtOnce = 50;

/** The databases and collections of a backup, to choose from, rename and move. */
export function CollectionTree({ databases, selection, problems, onChange }: CollectionTreeProps) {
  const [text, setText] = useState('');
  const [folded, setFolded] = useState<readonly string[]>([]);
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({});
  const rows = useMemo(() => databaseRows(databases, text), [databases, text]);
  const limitOf = (db: string) => limits[`${db}/`] ?? shownAtOnce;
  const unfolded = rows.filter((row) => !folded.includes(rowId(row)));

  const columns: TableProps.ColumnDefinition<Row>[] = [
    {
      id: 'chosen',
      header: 'In the backup',
      isRowHeader: true,
      minWidth: 250,
      cell: (row) => (
        <ChoiceCell
          row={row}
          selection={selection}
          onChange={onChange}
          onMore={(db) => setLimits({ ...limits, [`${db}/`]: limitOf(db) + shownAtOnce })}
        />
      ),
    },
    {
      id: 'name',
      header: 'Name in the cluster',
      minWidth: 190,
      cell: (row) => <NameCell row={row} selection={selection} problems={problems} onChange={onChange} />,
    },
    {
      id: 'load',
      header: 'Load state',
      minWidth: 150,
      cell: (row) => <LoadCell row={row} selection={selection} onChange={onChange} />,
    },
  ];

  return (
    <Table<Row>
      columnDefinitions={columns}
      items={rows}
      trackBy={rowId}
      wrapLines
      ariaLabels={{
        tableLabel: 'Databases and collections',
        expandButtonLabel: (row) => `Show the collections of ${rowId(row)}`,
        collapseButtonLabel: (row) => `Hide the collections of ${rowId(row)}`,
      }}
      expandableRows={{
        getItemChildren: (row) => (row.kind === 'database' ? collectionRows(row, limitOf(row.database.dbName)) : []),
        isItemExpandable: (row) => row.kind === 'database',
        expandedItems: unfolded,
        onExpandableItemToggle: ({ detail }) => {
          const id = rowId(detail.item);
          setFolded(detail.expanded ? folded.filter((one) => one !== id) : [...folded, id]);
        },
      }}
      empty={<Empty title={text === '' ? 'No collections are in this backup' : 'Nothing matches'} />}
      filter={
        <TextFilter
          filteringText={text}
          filteringPlaceholder="Search databases and collections"
          filteringAriaLabel="Search databases and collections"
          filteringClearAriaLabel="Clear the search"
          onChange={({ detail }) => setText(detail.filteringText)}
        />
      }
      header={
        <Header
          variant="h2"
          counter={`(${count(countChosen(selection))} chosen)`}
          actions={<TreeActions rows={rows} selection={selection} onChange={onChange} />}
        >
          Databases and collections
        </Header>
      }
    />
  );
}

interface TreeActionsProps {
  readonly rows: ReturnType<typeof databaseRows>;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
}

function TreeActions({ rows, selection, onChange }: TreeActionsProps) {
  const chooseAll = (chosen: boolean) =>
    onChange(rows.reduce((all, row) => choose(all, row.shown, chosen), selection));
  const none = countChosen(selection) === 0;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => chooseAll(true)}>Choose all</Button>
      <Button disabled={none} onClick={() => chooseAll(false)}>
        Choose none
      </Button>
      <Button disabled={none} onClick={() => onChange(loadAll(selection, 'LOADED'))}>
        Load all
      </Button>
      <Button disabled={none} onClick={() => onChange(loadAll(selection, 'UNLOADED'))}>
        Release all
      </Button>
    </SpaceBetween>
  );
}

interface ChoiceCellProps {
  readonly row: Row;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
  readonly onMore: (db: string) => void;
}

function ChoiceCell({ row, selection, onChange, onMore }: ChoiceCellProps) {
  switch (row.kind) {
    case 'database': {
      const { dbName } = row.database;
      const chosen = chosenOf(selection, row.shown);
      return (
        <Checkbox
          checked={chosen === 'all'}
          indeterminate={chosen === 'some'}
          disabled={row.shown.collections.length === 0}
          ariaLabel={`Database ${dbName}: all collections`}
          onChange={({ detail }) => onChange(choose(selection, row.shown, detail.checked))}
        >
          <b>{dbName}</b> ({counted(row.database.collections.length, 'collection')})
        </Checkbox>
      );
    }
    case 'collection': {
      const { collectionName, rows } = row.collection;
      const only = { dbName: row.db, collections: [row.collection] };
      return (
        <Checkbox
          checked={wishFor(selection, row.db, collectionName) !== undefined}
          ariaLabel={`Collection ${row.db}.${collectionName}`}
          description={`${counted(rows, 'row')}, ${size(row.collection.size)}`}
          onChange={({ detail }) => onChange(choose(selection, only, detail.checked))}
        >
          {collectionName}
        </Checkbox>
      );
    }
    case 'more':
      return (
        <Button variant="inline-link" onClick={() => onMore(row.db)}>
          Show more of {row.db}: {counted(row.hidden, 'collection is hidden', 'collections are hidden')}
        </Button>
      );
  }
}
