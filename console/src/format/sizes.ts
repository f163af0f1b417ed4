const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const step = 1024;

/** Bytes as people read them: three digits at most and a binary unit, such as 1.5 GiB. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Math.round(value * 10) / 10 >= step) {
    value /= step;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** Bytes per second. */
export function rate(bytesPerSecond: number): string {
  return `${size(bytesPerSecond)}/s`;
}

const counts = new Intl.NumberFormat('en');

/** A whole number with its thousands marked. */
export function count(value: number): string {
  return counts.format(value);
}

/** A number with its noun, as in "1 object" and "2 objects". */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A price, with as many digits as show the first two that are not zero. */
export function money(amount: number, currency: string): string {
  const leading = amount > 0 ? Math.max(0, -Math.floor(Math.log10(amount))) : 0;
  const digits = Math.min(8, Math.max(2, leading + 1));
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}
