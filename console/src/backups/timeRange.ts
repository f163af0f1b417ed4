/** When a backup was made: within the last so many hours, or between two times. Empty is any time. */
export interface TimeRange {
  readonly hours: string;
  readonly start: string;
  readonly end: string;
}

const millisecondsOfHour = 3_600_000;
const millisecondsOfMinute = 60_000;

/**
 * What the service is asked for. The beginning of a relative range is rounded to the minute: what is asked for would
 * otherwise be something else with every look.
 */
export function bounds(range: TimeRange, now: number): { start?: string; end?: string } {
  const hours = Number(range.hours);
  if (range.hours !== '' && Number.isInteger(hours) && hours > 0) {
    const start = Math.floor((now - hours * millisecondsOfHour) / millisecondsOfMinute) * millisecondsOfMinute;
    return { start: new Date(start).toISOString() };
  }
  return { ...bound('start', range.start), ...bound('end', range.end) };
}

function bound(name: 'start' | 'end', time: string): Record<string, string> {
  const parsed = time === '' ? Number.NaN : Date.parse(time);
  return Number.isNaN(parsed) ? {} : { [name]: new Date(parsed).toISOString() };
}
