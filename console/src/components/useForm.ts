import { useRef, useState } from 'react';

import type { ApiError } from '../api/errors';
import { useSubmit } from './useSubmit';

/** What the fields of a form are given. */
export interface FormFields<F, K extends string> {
  readonly form: F;
  /** None are shown before the form was sent for the first time. */
  readonly problems: Partial<Record<K, string>>;
  readonly set: (change: Partial<F>) => void;
}

export interface FormState<F, K extends string> {
  readonly form: F;
  readonly fields: FormFields<F, K>;
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** Sends what the form asks for, unless something is wrong with it; the same as long as nothing is changed. */
  readonly submit: <B extends object>(
    requestOf: (form: F) => B,
    send: (request: B, idempotencyKey: string) => Promise<void>,
  ) => Promise<void>;
}

/** A form as it stands, what is wrong with it, and its way to the service. */
export function useForm<F extends object, K extends string>(
  empty: F,
  problemsOf: (form: F) => Partial<Record<K, string>>,
): FormState<F, K> {
  const { busy, error, submit } = useSubmit();
  const [form, setForm] = useState(empty);
  const [sent, setSent] = useState(false);
  const made = useRef<{ form: F; request: object } | null>(null);
  const problems = problemsOf(form);

  return {
    form,
    fields: { form, problems: sent ? problems : {}, set: (change) => setForm((before) => ({ ...before, ...change })) },
    busy,
    error,
    submit: async <B extends object>(requestOf: (form: F) => B, send: (request: B, key: string) => Promise<void>) => {
      setSent(true);
      if (Object.keys(problems).length > 0) {
        return;
      }
      // One that has a time in it would be another request each time.
      const request = made.current?.form === form ? (made.current.request as B) : requestOf(form);
      made.current = { form, request };
      await submit(request, (key) => send(request, key));
    },
  };
}
