import { describe, expect, it, vi } from 'vitest';

import { MemoryStorage } from '../testing/memoryStorage';
import { isDark, storedTheme, storeTheme } from './theme';

vi.mock('@cloudscape-design/global-styles', () => ({ applyMode: vi.fn(), Mode: { Dark: 'dark', Light: 'light' } }));

describe('the theme', () => {
  it('follows the system until one is chosen', () => {
    const storage = new MemoryStorage();
    expect(storedTheme(storage)).toBe('system');
    storeTheme(storage, 'dark');
    expect(storedTheme(storage)).toBe('dark');
    storeTheme(storage, 'system');
    expect(storage.length).toBe(0);
  });

  it('is dark where that was chosen, or the system is', () => {
    expect(isDark('system', true)).toBe(true);
    expect(isDark('system', false)).toBe(false);
    expect(isDark('light', true)).toBe(false);
    expect(isDark('dark', false)).toBe(true);
  });
});
