import { errorOf, unreachable } from './errors';
import { backOff } from './backOff';
import type { Answer, Body, Operation, Query } from './types';

type Method = 'GET' | 'POST' | 'DELETE';
type QueryValue = string | number | boolean | null | undefined;

interface Call {
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Surroundings {
  readonly fetch: typeof fetch;
  /** The key of who is signed in; null where nobody is. */
  readonly key: () => string | null;
  /** Told the words of the refusal when the key is not legal any more. */
  readonly onSignedOut: (message: string) => void;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** How often a call is made where the service says that there are too many. */
const attempts = 5;

/** Makes calls of the API at the page's own origin. */
export class Client {
  constructor(private readonly around: Surroundings) {}

  get<O extends Operation>(path: string, query?: Query<O>, signal?: AbortSignal): Promise<Answer<O>> {
    return this.call<Answer<O>>('GET', path, { query, signal });
  }

  /** `idempotencyKey` must stay the same until an answer has arrived: a repeated call then does nothing twice. */
  post<O extends Operation>(
    path: string,
    body: Body<O>,
    idempotencyKey: string,
    options: { query?: Query<O>; signal?: AbortSignal } = {},
  ): Promise<Answer<O>> {
    return this.call<Answer<O>>('POST', path, { body, idempotencyKey, ...options });
  }

  delete<O extends Operation>(path: string): Promise<Answer<O>> {
    return this.call<Answer<O>>('DELETE', path, {});
  }

  private async call<D>(method: Method, path: string, call: Call): Promise<D> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.send(method, path, call);
      if (response.status === 429 && attempt < attempts) {
        await this.around.wait(backOff(attempt, response.headers.get('retry-after')), call.signal);
      } else {
        return this.read<D>(response);
      }
    }
  }

  private async send(method: Method, path: string, call: Call): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    const key = this.around.key();
    if (key !== null) {
      headers.Authorization = `Bearer ${key}`;
    }
    if (call.body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (call.idempotencyKey !== undefined) {
      headers['Idempotency-Key'] = call.idempotencyKey;
    }
    const init: RequestInit = { method, headers, cache: 'no-store', credentials: 'omit' };
    if (call.body !== undefined) {
      init.body = JSON.stringify(call.body);
    }
    if (call.signal !== undefined) {
      init.signal = call.signal;
    }
    try {
      return await this.around.fetch(path + queryString(call.query), init);
    } catch (thrown) {
      if (call.signal?.aborted === true) {
        throw thrown;
      }
      throw unreachable();
    }
  }

  /** `code` decides and not the status, which is 200 for refusals of a service with `ErrorStatus=compatible`. */
  private async read<D>(response: Response): Promise<D> {
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && isSuccess(body)) {
      return body.data as D;
    }
    const error = errorOf(response.status, body, response.headers.get('requestid') ?? '');
    if (error.kind === 'signedOut') {
      this.around.onSignedOut(error.message);
    }
    throw error;
  }
}

function isSuccess(body: unknown): body is { code: 0; data: unknown } {
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 0 && 'data' in body;
}

/** The query with its question mark; empty values are left out, as the API takes them for absent. */
export function queryString(query: object | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}) as [string, QueryValue][]) {
    if (value !== undefined && value !== null && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
