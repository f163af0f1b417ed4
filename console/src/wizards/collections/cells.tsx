import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';

import { loadStateValues } from '../../api/schema.gen';
import type { LoadState } from '../../api/types';
import { stateName } from '../../components/Status';
import {
  change,
  chosenOf,
  destinationOf,
  moveDatabase,
  problemKey,
  wishFor,
  type Problems,
  type Selection,
} from './selection';
import type { Row } from './tree';

interface CellProps {
  readonly row: Row;
  readonly selection: Selection;
  readonly onChange: (selection: Selection) => void;
}

/** The name in the cluster, of what was chosen. */
export function NameCell({ row, selection, problems, onChange }: CellProps & { readonly problems: Problems }) {
  switch (row.kind) {
    case 'database': {
      const { dbName } = row.database;
      return chosenOf(selection, row.database) === 'none' ? null : (
        <NameField
          label={`Database in the cluster for ${dbName}`}
          value={destinationOf(selection, dbName)}
          placeholder={dbName}
          problem={problems.get(problemKey(dbName))}
          onChange={(destination) => onChange(moveDatabase(selection, dbName, destination))}
        />
      );
    }
    case 'collection': {
      const { collectionName } = row.collection;
      const wish = wishFor(selection, row.db, collectionName);
      return wish === undefined ? null : (
        <NameField
          label={`New name of ${row.db}.${collectionName}`}
          value={wish.name}
          placeholder={collectionName}
          problem={problems.get(problemKey(row.db, collectionName))}
          onChange={(name) => onChange(change(selection, row.db, collectionName, { name }))}
        />
      );
    }
    case 'more':
      return null;
  }
}

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  /** The name that it has where no other is given. */
  readonly placeholder: string;
  readonly problem: string | undefined;
  readonly onChange: (name: string) => void;
}

function NameField({ label, value, placeholder, problem, onChange }: NameFieldProps) {
  return (
    <FormField errorText={problem} stretch>
      <Input
        ariaLabel={label}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        autoComplete={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}

export function LoadCell({ row, selection, onChange }: CellProps) {
  if (row.kind !== 'collection') {
    return null;
  }
  const { collectionName, status } = row.collection;
  const wish = wishFor(selection, row.db, collectionName);
  if (wish === undefined) {
    return <Box color="text-status-inactive">{stateName(status)}</Box>;
  }
  return (
    <Select
      ariaLabel={`Load state of ${row.db}.${collectionName}`}
      selectedOption={{ value: wish.load, label: stateName(wish.load) }}
      options={loadStateValues.map((value) => ({ value, label: stateName(value) }))}
      expandToViewport
      onChange={({ detail }) =>
        onChange(change(selection, row.db, collectionName, { load: detail.selectedOption.value as LoadState }))
      }
    />
  );
}
