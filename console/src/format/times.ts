const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds in words with two units at most: 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < minute) {
    return `${whole} s`;
  }
  if (whole < hour) {
    return pair(Math.floor(whole / minute), 'min', whole % minute, 's');
  }
  if (whole < day) {
    return pair(Math.floor(whole / hour), 'h', Math.floor((whole % hour) / minute), 'min');
  }
  return pair(Math.floor(whole / day), 'd', Math.floor((whole % day) / hour), 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How long ago it was, in one unit; "just now" below a minute, also where the clocks differ. */
export function age(time: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(time)) / 1_000);
  if (Number.isNaN(seconds)) {
    return 'unknown';
  }
  if (seconds < minute) {
    return 'just now';
  }
  if (seconds < hour) {
    return ago(Math.floor(seconds / minute), 'minute');
  }
  if (seconds < day) {
    return ago(Math.floor(seconds / hour), 'hour');
  }
  return ago(Math.floor(seconds / day), 'day');
}

function ago(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'} ago`;
}

/** What is left of copying, in words; null is what cannot be told. */
export function eta(seconds: number | null): string {
  if (seconds === null) {
    return 'not known yet';
  }
  if (seconds < 5) {
    return 'a few seconds left';
  }
  return `about ${duration(roughly(seconds))} left`;
}

/** Rounded so that the words do not flicker: an estimate is not good to the second. */
function roughly(seconds: number): number {
  if (seconds < minute) {
    return Math.ceil(seconds / 5) * 5;
  }
  if (seconds < 10 * minute) {
    return Math.ceil(seconds / 10) * 10;
  }
  return Math.ceil(seconds / minute) * minute;
}

const dateTimes = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** A time of the API in the time zone of the browser. */
export function dateTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : dateTimes.format(date);
}
