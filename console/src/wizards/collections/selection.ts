import type { BackupDatabase, LoadState, RestoreCollectionRequest } from '../../api/types';
import { milvusNameProblem } from '../names';

/** What is wanted of a collection that was chosen. */
export interface Wish {
  /** Its name in the cluster; empty for the one that it has in the backup. */
  readonly name: string;
  readonly load: LoadState;
}

/**
 * What was chosen of a backup. Keys have a slash in them, so that no name of a collection is one of those that every
 * object of the language has.
 */
export interface Selection {
  /** By database and collection, those alone that were chosen. */
  readonly wishes: Readonly<Record<string, Wish>>;
  /** Names of databases in the cluster, by their names in the backup; empty or absent for the same. */
  readonly databases: Readonly<Record<string, string>>;
}

export type Chosen = 'all' | 'some' | 'none';

export const nothingChosen: Selection = { wishes: {}, databases: {} };

function keyOf(db: string, collection: string): string {
  return `${db}/${collection}`;
}

function databaseKey(db: string): string {
  return `${db}/`;
}

export function wishFor(selection: Selection, db: string, collection: string): Wish | undefined {
  return selection.wishes[keyOf(db, collection)];
}

export function destinationOf(selection: Selection, db: string): string {
  return selection.databases[databaseKey(db)] ?? '';
}

/** How much of a database was chosen. */
export function chosenOf(selection: Selection, { dbName, collections }: BackupDatabase): Chosen {
  const chosen = collections.filter(({ collectionName }) => wishFor(selection, dbName, collectionName) !== undefined);
  if (chosen.length === 0) {
    return 'none';
  }
  return chosen.length === collections.length ? 'all' : 'some';
}

export function countChosen(selection: Selection): number {
  return Object.keys(selection.wishes).length;
}

/** Chooses collections of a database, or no longer. What was wanted of those chosen before stays. */
export function choose(selection: Selection, { dbName, collections }: BackupDatabase, chosen: boolean): Selection {
  const wishes = new Map(Object.entries(selection.wishes));
  for (const { collectionName, status } of collections) {
    const key = keyOf(dbName, collectionName);
    if (!chosen) {
      wishes.delete(key);
    } else if (!wishes.has(key)) {
      wishes.set(key, { name: '', load: status });
    }
  }
  return { ...selection, wishes: Object.fromEntries(wishes) };
}

/** Changes what is wanted of a collection; of one that was not chosen nothing is. */
export function change(selection: Selection, db: string, collection: string, wanted: Partial<Wish>): Selection {
  const wish = wishFor(selection, db, collection);
  if (wish === undefined) {
    return selection;
  }
  return { ...selection, wishes: { ...selection.wishes, [keyOf(db, collection)]: { ...wish, ...wanted } } };
}

/** Gives every collection that was chosen a load state. */
export function loadAll(selection: Selection, load: LoadState): Selection {
  const wishes = Object.entries(selection.wishes).map(([key, wish]) => [key, { ...wish, load }] as const);
  return { ...selection, wishes: Object.fromEntries(wishes) };
}

export function moveDatabase(selection: Selection, db: string, destination: string): Selection {
  return { ...selection, databases: { ...selection.databases, [databaseKey(db)]: destination } };
}

/** What is wrong with what is wanted, by the keys of `problemKey`. */
export type Problems = ReadonlyMap<string, string>;

export function problemKey(db: string, collection = ''): string {
  return keyOf(db, collection);
}

/** Names that cannot be, and collections that would meet in one place. */
export function problemsOf(selection: Selection, databases: readonly BackupDatabase[]): Problems {
  const problems = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const { dbName, collections } of databases) {
    const destination = destinationOf(selection, dbName);
    note(problems, problemKey(dbName), milvusNameProblem(destination));
    for (const { collectionName } of collections) {
      const wish = wishFor(selection, dbName, collectionName);
      if (wish === undefined) {
        continue;
      }
      const key = problemKey(dbName, collectionName);
      const place = `${destination || dbName}.${wish.name || collectionName}`;
      note(problems, key, milvusNameProblem(wish.name) ?? meeting(taken.get(place)));
      taken.set(place, `${dbName}.${collectionName}`);
    }
  }
  return problems;
}

function note(problems: Map<string, string>, key: string, problem: string | null): void {
  if (problem !== null) {
    problems.set(key, problem);
  }
}

function meeting(other: string | undefined): string | null {
  return other === undefined ? null : `${other} would get the same name.`;
}

/** The databases of the request, in the order of the backup. */
export function requested(
  selection: Selection,
  databases: readonly BackupDatabase[],
): NonNullable<RestoreCollectionRequest['dbCollections']> {
  return databases
    .filter((database) => chosenOf(selection, database) !== 'none')
    .map(({ dbName, collections }) => ({
      dbName,
      destDbName: destinationOf(selection, dbName) || dbName,
      collections: collections.flatMap(({ collectionName }) => {
        const wish = wishFor(selection, dbName, collectionName);
        return wish === undefined
          ? []
          : [{ collectionName, destCollectionName: wish.name || collectionName, destCollectionStatus: wish.load }];
      }),
    }));
}
