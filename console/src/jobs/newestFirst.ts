/** A page of a list that the service gives oldest first. */
export interface OldestFirst<T> {
  readonly count: number;
  readonly items: readonly T[];
}

/** The service's page that is page `page` from the end. */
export function eventsPage(page: number, count: number, pageSize: number): number {
  return Math.max(1, Math.ceil(count / pageSize) - page + 1);
}

/**
 * Page `page` counted from the newest, newest first. How many there are is known from the first reading only, so that
 * most lists take two; a short one takes one.
 */
export async function newestFirst<T>(
  page: number,
  pageSize: number,
  read: (page: number) => Promise<OldestFirst<T>>,
): Promise<OldestFirst<T>> {
  const first = await read(1);
  const wanted = eventsPage(page, first.count, pageSize);
  const found = wanted === 1 ? first : await read(wanted);
  return { count: found.count, items: [...found.items].reverse() };
}
