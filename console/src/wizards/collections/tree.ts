import type { BackupCollection, BackupDatabase } from '../../api/types';

/** A row of the tree: a database, a collection in it, or that there are more than are shown. */
export type Row =
  | { readonly kind: 'database'; readonly database: BackupDatabase; readonly shown: BackupDatabase }
  | { readonly kind: 'collection'; readonly db: string; readonly collection: BackupCollection }
  | { readonly kind: 'more'; readonly db: string; readonly hidden: number };

type DatabaseRow = Extract<Row, { kind: 'database' }>;

/** The databases in which something has the text in its name: with all that does, or all where the database does. */
export function databaseRows(databases: readonly BackupDatabase[], text: string): DatabaseRow[] {
  const wanted = text.trim().toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  return databases.flatMap((database): DatabaseRow[] => {
    const collections = has(database.dbName)
      ? database.collections
      : database.collections.filter(({ collectionName }) => has(collectionName));
    return collections.length === 0 && wanted !== ''
      ? []
      : [{ kind: 'database', database, shown: { ...database, collections } }];
  });
}

/** The first `limit` collections of a database, and how many more there are. */
export function collectionRows({ shown }: DatabaseRow, limit: number): Row[] {
  const { dbName, collections } = shown;
  const rows: Row[] = collections.slice(0, limit).map((collection) => ({ kind: 'collection', db: dbName, collection }));
  return collections.length > limit
    ? [...rows, { kind: 'more', db: dbName, hidden: collections.length - limit }]
    : rows;
}

export function rowId(row: Row): string {
  switch (row.kind) {
    case 'database':
      return `${row.database.dbName}/`;
    case 'collection':
      return `${row.db}/${row.collection.collectionName}`;
    case 'more':
      return `${row.db}//more`;
  }
}
