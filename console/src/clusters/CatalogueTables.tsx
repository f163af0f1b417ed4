import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import Button from '@cloudscape-design/components/button';

import type { Catalogue, Collection } from '../api/types';
import { Loaded } from '../components/Loaded';
import { LocalTable } from '../components/LocalTable';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import { CollectionDetail } from './CollectionDetail';

type Database = Catalogue['databases'][number];

/** What is visible in a cluster. */
export function CatalogueTables({ clusterId, settling }: { readonly clusterId: string; readonly settling: boolean }) {
  const api = useApi();
  const [shown, setShown] = useState<Collection | null>(null);
  // Read again when the cluster has settled: what a restore brought is visible then.
  const catalogue = usePolled(
    `catalogue ${clusterId} ${settling}`,
    (signal) => api.catalogue(clusterId, signal),
    () => settling,
  );
  return (
    <Loaded of={catalogue} what="the catalogue">
      {({ collections, databases }) => (
        <SpaceBetween size="l">
          <LocalTable<Collection>
            title="Collections"
            items={collections}
            trackBy={(one) => one.collectionId}
            searched={(one) => `${one.dbName} ${one.collectionName} ${one.collectionId} ${one.aliases.join(' ')}`}
            empty="Nothing is visible in this cluster yet."
            columns={collectionColumns(setShown)}
          />
          <LocalTable<Database>
            title="Databases"
            items={databases}
            trackBy={(one) => one.dbName}
            searched={(one) => one.dbName}
            empty="The cluster has no database."
            columns={databaseColumns}
          />
          {shown !== null && <CollectionDetail collection={shown} onClose={() => setShown(null)} />}
        </SpaceBetween>
      )}
    </Loaded>
  );
}

function collectionColumns(show: (collection: Collection) => void) {
  return [
    {
      id: 'name',
      header: 'Collection',
      cell: (one: Collection) => (
        <Button variant="inline-link" onClick={() => show(one)}>
          {one.collectionName}
        </Button>
      ),
      sortingField: 'collectionName',
      isRowHeader: true,
    },
    { id: 'db', header: 'Database', cell: (one: Collection) => one.dbName, sortingField: 'dbName' },
    { id: 'load', header: 'Load state', cell: (one: Collection) => <Status state={one.loadState} />, sortingField: 'loadState' },
    { id: 'rows', header: 'Rows', cell: (one: Collection) => count(one.rows), sortingField: 'rows' },
    { id: 'size', header: 'Size', cell: (one: Collection) => size(one.bytes), sortingField: 'bytes' },
    { id: 'shards', header: 'Shards', cell: (one: Collection) => one.shardsNum, sortingField: 'shardsNum' },
    { id: 'segments', header: 'Segments', cell: (one: Collection) => count(one.segments), sortingField: 'segments' },
  ];
}

const databaseColumns = [
  { id: 'name', header: 'Database', cell: (one: Database) => one.dbName, sortingField: 'dbName', isRowHeader: true },
  { id: 'collections', header: 'Collections', cell: (one: Database) => count(one.collections), sortingField: 'collections' },
];
