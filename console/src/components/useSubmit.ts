import { useRef, useState } from 'react';

import { toApiError, type ApiError } from '../api/errors';

export interface Submission {
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** Sends it with a key that stays the same for as long as the body does and no answer has come. */
  readonly submit: (body: object, send: (idempotencyKey: string) => Promise<void>) => Promise<void>;
}

/** Sends a form. A second click while it is on its way does nothing; a repetition after a failure starts nothing twice. */
export function useSubmit(): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const sending = useRef(false);
  const order = useRef<{ body: string; key: string } | null>(null);

  const submit: Submission['submit'] = async (body, send) => {
    if (sending.current) {
      return;
    }
    sending.current = true;
    setBusy(true);
    setError(null);
    const written = JSON.stringify(body);
    if (order.current?.body !== written) {
      order.current = { body: written, key: crypto.randomUUID() };
    }
    try {
      await send(order.current.key);
      order.current = null;
    } catch (thrown) {
      setError(toApiError(thrown));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { busy, error, submit };
}
