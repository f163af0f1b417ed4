import { applyMode, Mode } from '@cloudscape-design/global-styles';

/** What somebody chose; `system` follows the settings of the computer. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const place = 'refloat.theme';

export function storedTheme(storage: Storage): ThemeChoice {
  const stored = storage.getItem(place);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function storeTheme(storage: Storage, choice: ThemeChoice): void {
  if (choice === 'system') {
    storage.removeItem(place);
  } else {
    storage.setItem(place, choice);
  }
}

export function isDark(choice: ThemeChoice, systemIsDark: boolean): boolean {
  return choice === 'system' ? systemIsDark : choice === 'dark';
}

export function showTheme(choice: ThemeChoice): void {
  applyMode(isDark(choice, darkQuery().matches) ? Mode.Dark : Mode.Light);
}

/** Shows what is stored, and follows the system from then on for as long as nothing is. */
export function startTheme(storage: Storage): void {
  const show = () => showTheme(storedTheme(storage));
  darkQuery().addEventListener('change', show);
  show();
}

function darkQuery(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
