import { useRef, useState } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import { orderFor, type Order } from './draft';

export interface RestoreState<R> {
  readonly result: R | null;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly start: (body: string) => Promise<void>;
}

interface RestoreInputs<R> {
  readonly order: Order | null;
  readonly save: (order: Order) => void;
  readonly send: (body: string, idempotencyKey: string) => Promise<R>;
  readonly onStarted: (result: R) => void;
}

/**
 * Starts a restore once, however often it is asked for: a second click while the first is on its way does nothing, and
 * the same body is sent under the same key until there is an answer, also after a reload.
 */
export function useRestore<R>({ order, save, send, onStarted }: RestoreInputs<R>): RestoreState<R> {
  const [result, setResult] = useState<R | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const sending = useRef(false);

  const start = async (body: string) => {
    if (sending.current) {
      return;
    }
    sending.current = true;
    setBusy(true);
    setError(null);
    const sent = orderFor(order, body, (fresh) => fresh);
    save(sent);
    try {
      const started = await send(body, sent.key);
      setResult(started);
      onStarted(started);
    } catch (thrown) {
      setError(toApiError(thrown));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { result, busy, error, start };
}
