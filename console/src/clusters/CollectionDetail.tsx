import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { Collection } from '../api/types';
import { Id } from '../components/Id';
import { LocalTable } from '../components/LocalTable';
import { Status } from '../components/Status';
import { count, size } from '../format/sizes';

type Partition = Collection['partitions'][number];
type Index = Collection['indexes'][number];

/** A collection of a cluster. Its ids are text: they are larger than numbers can be told apart. */
export function CollectionDetail({ collection, onClose }: { readonly collection: Collection; readonly onClose: () => void }) {
  return (
    <Modal
      visible
      size="max"
      header={`${collection.dbName}.${collection.collectionName}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <SpaceBetween size="l">
        <KeyValuePairs columns={3} items={facts(collection)} />
        <LocalTable<Index>
          title="Indexes"
          items={collection.indexes}
          trackBy={(index) => `${index.fieldName} ${index.indexName} ${index.indexId}`}
          searched={(index) => `${index.fieldName} ${index.indexName} ${index.indexType}`}
          empty="It has no index."
          columns={indexColumns}
        />
        <LocalTable<Partition>
          title="Partitions"
          items={collection.partitions}
          trackBy={(partition) => partition.partitionId}
          searched={(partition) => `${partition.partitionName} ${partition.partitionId}`}
          empty="It has no partition."
          columns={partitionColumns}
        />
      </SpaceBetween>
    </Modal>
  );
}

function facts(collection: Collection) {
  return [
    { label: 'Id', value: <Id id={collection.collectionId} of="collection" /> },
    { label: 'Load state', value: <Status state={collection.loadState} /> },
    { label: 'Consistency', value: collection.consistencyLevel },
    { label: 'Rows', value: count(collection.rows) },
    { label: 'Size', value: size(collection.bytes) },
    { label: 'Aliases', value: collection.aliases.join(', ') || 'None' },
    { label: 'Milvus of the backup', value: collection.milvusVersion || 'Not known' },
    { label: 'Files', value: <Id id={collection.files} of="folder" /> },
    { label: 'Description', value: collection.description || 'None' },
  ];
}

const indexColumns = [
  { id: 'field', header: 'Field', cell: (index: Index) => index.fieldName, isRowHeader: true },
  { id: 'name', header: 'Name', cell: (index: Index) => index.indexName || '–' },
  { id: 'type', header: 'Type', cell: (index: Index) => index.indexType || '–' },
];

const partitionColumns = [
  {
    id: 'name',
    header: 'Partition',
    cell: (partition: Partition) => (partition.partitionId === '-1' ? 'All: deletes of the collection' : partition.partitionName),
    isRowHeader: true,
  },
  { id: 'id', header: 'Id', cell: (partition: Partition) => partition.partitionId },
  { id: 'rows', header: 'Rows', cell: (partition: Partition) => count(partition.rows), sortingField: 'rows' },
  { id: 'size', header: 'Size', cell: (partition: Partition) => size(partition.bytes), sortingField: 'bytes' },
  { id: 'segments', header: 'Segments', cell: (partition: Partition) => count(partition.segments.length) },
];
