import { describe, expect, it } from 'vitest';

import { Client } from './client';
import { Api } from './routes';

/** An API whose list of keys is answered page by page. */
function apiWith(pages: object[][]): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const fetchPage: typeof fetch = (url) => {
    asked.push(url as string);
    const page = Number(new URL(url as string, 'http://localhost').searchParams.get('currentPage'));
    return Promise.resolve(Response.json({ code: 0, data: { count: 0, apiKeys: pages[page - 1] ?? [] } }));
  };
  const client = new Client({ fetch: fetchPage, key: () => null, onSignedOut: () => undefined, wait: () => Promise.resolve() });
  return { api: new Api(client), asked };
}

const key = (apiKeyId: string, prefix: string, lastUsedTime: string | null, status = 'ACTIVE') => ({
  apiKeyId,
  prefix,
  lastUsedTime,
  status,
});

describe('ownKey', () => {
  it('is the key with the beginning, wherever it is listed', async () => {
    const full = Array.from({ length: 100 }, (_, index) => key(`key-${index}`, 'rfl_none', null));
    const { api, asked } = apiWith([full, [key('key-own', 'rfl_mine', '2026-01-01T00:00:00Z')]]);
    expect(await api.ownKey('rfl_mine')).toMatchObject({ apiKeyId: 'key-own' });
    expect(asked).toHaveLength(2);
  });

  it('is the one used last of several that begin alike, and none that is revoked', async () => {
    const { api } = apiWith([
      [
        key('key-old', 'rfl_mine', '2026-01-01T00:00:00Z'),
        key('key-own', 'rfl_mine', '2026-01-02T00:00:00Z'),
        key('key-gone', 'rfl_mine', '2026-01-03T00:00:00Z', 'REVOKED'),
      ],
    ]);
    expect(await api.ownKey('rfl_mine')).toMatchObject({ apiKeyId: 'key-own' });
  });

  it('is not known where it is not among the newest', async () => {
    const { api, asked } = apiWith(Array.from({ length: 3 }, () => Array.from({ length: 100 }, () => key('key', 'rfl_none', null))));
    expect(await api.ownKey('rfl_mine', 200)).toBeNull();
    expect(asked).toHaveLength(2);
  });
});
