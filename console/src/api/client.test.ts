import { describe, expect, it, vi } from 'vitest';

import { Client, queryString } from './client';
import { ApiError } from './errors';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

function clientWith(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const onSignedOut = vi.fn();
  const waited: number[] = [];
  const fetchOne: typeof fetch = (url, init) => {
    sent.push({ url: url as string, init: init ?? {} });
    const next = answers.shift() ?? new Error('No more answers.');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  const wait = (milliseconds: number) => {
    waited.push(milliseconds);
    return Promise.resolve();
  };
  const client = new Client({ fetch: fetchOne, key: () => 'rfl_key', onSignedOut, wait });
  return { client, sent, onSignedOut, waited };
}

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const thrown: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(ApiError);
  return thrown as ApiError;
}

describe('Client', () => {
  it('sends the key, and gives what is in data', async () => {
    const { client, sent } = clientWith(answer(200, { code: 0, data: [{ projectId: 'proj-1' }] }));
    expect(await client.get<'listProjects'>('/v2/projects')).toEqual([{ projectId: 'proj-1' }]);
    expect(sent[0]?.url).toBe('/v2/projects');
    expect(sent[0]?.init.headers).toMatchObject({ Authorization: 'Bearer rfl_key' });
    expect(sent[0]?.init.headers).not.toHaveProperty('Idempotency-Key');
  });

  it('sends a body under its Idempotency-Key', async () => {
    const { client, sent } = clientWith(answer(200, { code: 0, data: { projectId: 'proj-1' } }));
    await client.post<'createProject'>('/v2/projects', { projectName: 'a' }, 'once');
    expect(sent[0]?.init).toMatchObject({ method: 'POST', body: '{"projectName":"a"}' });
    expect(sent[0]?.init.headers).toMatchObject({ 'Idempotency-Key': 'once' });
  });

  it('waits and asks again where there are too many calls, under the same Idempotency-Key', async () => {
    const { client, sent, waited } = clientWith(
      answer(429, { message: 'Too Many Requests' }, { 'retry-after': '2' }),
      answer(429, { code: 96192, message: 'Wait.' }),
      answer(200, { code: 0, data: { projectId: 'proj-1' } }),
    );
    await client.post<'createProject'>('/v2/projects', { projectName: 'a' }, 'once');
    expect(sent.map(({ init }) => (init.headers as Record<string, string>)['Idempotency-Key'])).toEqual(['once', 'once', 'once']);
    expect(waited[0]).toBe(2_000);
    expect(waited).toHaveLength(2);
  });

  it('gives up after five attempts', async () => {
    const { client, sent } = clientWith(...Array.from({ length: 9 }, () => answer(429, { code: 96192, message: 'Wait.' })));
    expect((await failure(client.get<'listProjects'>('/v2/projects'))).kind).toBe('busy');
    expect(sent).toHaveLength(5);
  });

  it('tells that the key is not legal any more', async () => {
    const { client, onSignedOut } = clientWith(answer(401, { code: 21119, message: 'It was revoked.' }));
    expect((await failure(client.get<'listProjects'>('/v2/projects'))).kind).toBe('signedOut');
    expect(onSignedOut).toHaveBeenCalledWith('It was revoked.');
  });

  it('takes a refusal for one, whatever its status', async () => {
    const { client } = clientWith(answer(200, { code: 96101, message: 'There is none.' }));
    expect(await failure(client.get<'listProjects'>('/v2/projects'))).toMatchObject({ kind: 'missing', code: 96101 });
  });

  it('has an error for no answer, and one for an answer that is no JSON', async () => {
    const { client } = clientWith(new TypeError('Failed to fetch'), new Response('<html>', { status: 200 }));
    expect((await failure(client.get<'listProjects'>('/v2/projects'))).kind).toBe('unreachable');
    expect(await failure(client.get<'listProjects'>('/v2/projects'))).toBeInstanceOf(ApiError);
  });

  it('leaves a call that was given up to who gave it up', async () => {
    const controller = new AbortController();
    controller.abort();
    const left = new DOMException('left', 'AbortError');
    const { client } = clientWith(left);
    await expect(client.get<'listProjects'>('/v2/projects', undefined, controller.signal)).rejects.toBe(left);
  });
});

describe('queryString', () => {
  it('leaves out what is empty', () => {
    expect(queryString({ status: '', projectId: undefined, pageSize: 20, check: true })).toBe('?pageSize=20&check=true');
    expect(queryString(undefined)).toBe('');
  });
});
