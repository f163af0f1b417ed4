import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is narrowed to. It stands in the address, so that a reload or a link shows the same. */
export interface ListAddress {
  readonly page: number;
  readonly value: (name: string) => string;
  /** Narrows the list; it begins at its first page again. An empty value is none. */
  readonly narrow: (values: Readonly<Record<string, string>>) => void;
  readonly turnTo: (page: number) => void;
  readonly clear: () => void;
  readonly narrowed: boolean;
}

export function useListAddress(names: readonly string[]): ListAddress {
  const [parameters, setParameters] = useSearchParams();
  const joined = names.join();
  return useMemo(() => {
    const page = Number(parameters.get('page') ?? '1');
    return {
      page: Number.isInteger(page) && page > 0 ? page : 1,
      value: (name) => parameters.get(name) ?? '',
      narrow: (values) => setParameters((before) => narrowed(before, values), { replace: true }),
      turnTo: (next) => setParameters((before) => turned(before, next)),
      clear: () => setParameters({}, { replace: true }),
      narrowed: joined.split(',').some((name) => (parameters.get(name) ?? '') !== ''),
    };
  }, [parameters, setParameters, joined]);
}

function narrowed(before: URLSearchParams, values: Readonly<Record<string, string>>): URLSearchParams {
  const after = new URLSearchParams(before);
  after.delete('page');
  for (const [name, value] of Object.entries(values)) {
    if (value === '') {
      after.delete(name);
    } else {
      after.set(name, value);
    }
  }
  return after;
}

function turned(before: URLSearchParams, page: number): URLSearchParams {
  const after = new URLSearchParams(before);
  after.set('page', String(page));
  return after;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChooseProps {
  readonly label: string;
  readonly all: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly searchable?: boolean;
}

/** A filter with one of several values, or none. */
export function Choose({ label, all, choices, value, onChange, searchable = false }: ChooseProps) {
  const options = [{ value: '', label: all }, ...choices];
  // A value that came with the address and is not among the choices is shown as it is.
  const selected = options.find((option) => option.value === value) ?? { value, label: value };
  return (
    <FormField label={label}>
      <Select
        selectedOption={selected}
        options={options}
        filteringType={searchable ? 'auto' : 'none'}
        filteringAriaLabel={`Search: ${label}`}
        expandToViewport
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
