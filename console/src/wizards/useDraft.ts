import { useCallback, useRef, useState } from 'react';

import { draftPlace, newDraft, readDraft, removeDraft, writeDraft, type Draft } from './draft';

export interface DraftState<C> {
  readonly draft: Draft<C>;
  /** Changes it, here and in session storage, before anything that follows is sent. */
  readonly update: (change: Partial<Draft<C>>) => void;
  readonly choose: (change: Partial<C>) => void;
  readonly discard: () => void;
}

/** A draft that outlives a reload of the page. */
export function useDraft<C>(wizard: string, backupId: string, initial: () => C): DraftState<C> {
  const place = draftPlace(wizard, backupId);
  const [draft, setDraft] = useState(() => readDraft<C>(sessionStorage, place) ?? newDraft(initial()));
  const latest = useRef(draft);

  const update = useCallback(
    (change: Partial<Draft<C>>) => {
      latest.current = { ...latest.current, ...change };
      writeDraft(sessionStorage, place, latest.current);
      setDraft(latest.current);
    },
    [place],
  );
  const choose = useCallback(
    (change: Partial<C>) => update({ choices: { ...latest.current.choices, ...change } }),
    [update],
  );
  const discard = useCallback(() => removeDraft(sessionStorage, place), [place]);
  return { draft, update, choose, discard };
}
