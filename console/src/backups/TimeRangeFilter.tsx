import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';

import type { TimeRange } from './timeRange';

interface TimeRangeFilterProps {
  readonly range: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}

const day = 24;

const relativeOptions: readonly DateRangePickerProps.RelativeOption[] = [
  { key: '1d', amount: day, unit: 'hour', type: 'relative' },
  { key: '7d', amount: 7 * day, unit: 'hour', type: 'relative' },
  { key: '30d', amount: 30 * day, unit: 'hour', type: 'relative' },
];

const names: Readonly<Record<number, string>> = { 24: 'Last day', 168: 'Last 7 days', 720: 'Last 30 days' };

const hoursOf: Readonly<Record<string, number>> = { second: 1 / 3_600, minute: 1 / 60, hour: 1, day, week: 7 * day, month: 30 * day, year: 365 * day };

export function TimeRangeFilter({ range, onChange }: TimeRangeFilterProps) {
  return (
    <FormField label="Made">
      <DateRangePicker
        value={shown(range)}
        relativeOptions={relativeOptions}
        isValidRange={(value) => validity(value)}
        placeholder="Any time"
        expandToViewport
        i18nStrings={{
          formatRelativeRange: ({ amount, unit }) => names[hours(amount, unit)] ?? `Last ${amount} ${unit}s`,
          clearButtonLabel: 'Any time',
          applyButtonLabel: 'Apply',
          cancelButtonLabel: 'Back',
        }}
        onChange={({ detail }) => onChange(chosen(detail.value))}
      />
    </FormField>
  );
}

function hours(amount: number, unit: string): number {
  return Math.max(1, Math.round(amount * (hoursOf[unit] ?? 1)));
}

function shown({ hours, start, end }: TimeRange): DateRangePickerProps.Value | null {
  if (hours !== '') {
    return { type: 'relative', amount: Number(hours), unit: 'hour' };
  }
  return start === '' ? null : { type: 'absolute', startDate: start, endDate: end };
}

function chosen(value: DateRangePickerProps.Value | null): TimeRange {
  if (value === null) {
    return { hours: '', start: '', end: '' };
  }
  return value.type === 'relative'
    ? { hours: String(hours(value.amount, value.unit)), start: '', end: '' }
    : { hours: '', start: value.startDate, end: value.endDate };
}

function validity(value: DateRangePickerProps.Value | null): DateRangePickerProps.ValidationResult {
  if (value?.type === 'absolute' && Date.parse(value.endDate) < Date.parse(value.startDate)) {
    return { valid: false, errorMessage: 'The end is before the beginning.' };
  }
  return { valid: true };
}
