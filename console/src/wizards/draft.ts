/** What was asked for, and under which Idempotency-Key. The same body keeps its key until an answer has come. */
export interface Order {
  readonly body: string;
  readonly key: string;
}

/** A dry run that was asked for; its job is known once it was answered. */
export interface PlanOrder extends Order {
  readonly jobId: string | null;
}

/** What somebody has entered in a wizard. No password is ever in it: the service tells one after the wizard. */
export interface Draft<C> {
  readonly step: number;
  readonly choices: C;
  readonly plan: PlanOrder | null;
  /** A restore whose answer has not arrived. */
  readonly restore: Order | null;
}

export function newDraft<C>(choices: C): Draft<C> {
  return { step: 0, choices, plan: null, restore: null };
}

/** Counts up when drafts change their form: what an older console kept is then no draft any more. */
const version = 1;

export function draftPlace(wizard: string, backupId: string): string {
  return `refloat.draft.${version}.${wizard}.${backupId}`;
}

/** The draft of before a reload; null where there is none, or what there is cannot be read. */
export function readDraft<C>(storage: Storage, place: string): Draft<C> | null {
  const text = storage.getItem(place);
  if (text === null) {
    return null;
  }
  try {
    const draft = JSON.parse(text) as Partial<Draft<C>> | null;
    return draft?.choices === undefined || typeof draft.step !== 'number' ? null : (draft as Draft<C>);
  } catch {
    return null;
  }
}

export function writeDraft(storage: Storage, place: string, draft: Draft<unknown>): void {
  storage.setItem(place, JSON.stringify(draft));
}

export function removeDraft(storage: Storage, place: string): void {
  storage.removeItem(place);
}

/** The order for a body: the one that was made for it, or a new one. */
export function orderFor<O extends Order>(known: O | null, body: string, fresh: (order: Order) => O): O {
  return known?.body === body ? known : fresh({ body, key: crypto.randomUUID() });
}
