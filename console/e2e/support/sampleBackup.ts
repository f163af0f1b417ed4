import type { Connection } from './connection';
import { putObject } from './s3';

interface SampleCollection {
  readonly db: string;
  readonly name: string;
  readonly loaded: boolean;
  readonly segments: number;
}

export interface Sample {
  /** The cluster that was backed up; of each sample another one. */
  readonly clusterId: string;
  readonly name: string;
  readonly collections: readonly SampleCollection[];
}

const small: Sample = {
  clusterId: 'in01-consolesmall',
  name: 'nightly-small',
  collections: [
    { db: 'default', name: 'products', loaded: true, segments: 2 },
    { db: 'default', name: 'articles', loaded: false, segments: 1 },
    { db: 'media', name: 'images', loaded: true, segments: 1 },
  ],
};

/** It takes long enough to be looked at, canceled and run again. */
const large: Sample = {
  clusterId: 'in01-consolelarge',
  name: 'nightly-large',
  collections: Array.from({ length: 12 }, (_, index) => ({
    db: 'default',
    name: `events_${index}`,
    loaded: true,
    segments: 70,
  })),
};

export const samples = { small, large };

/** Row ids, timestamps, the primary key and a vector: a log of each is in every segment. */
const fields = [0, 1, 100, 101];
const rowsOfSegment = 100;
const logSize = 2_048;
const writers = 16;

/** Ids of Milvus are 64-bit, above what numbers of JSON readers tell apart. They are written as text and marked. */
const firstId = 463_957_776_000_000_000n;

class Ids {
  private next = firstId;

  id(): string {
    this.next += 1n;
    return `int64:${this.next}`;
  }
}

/** Numbers that were marked as text become numbers. */
function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value).replaceAll(/"int64:(\d+)"/g, '$1'));
}

const plain = (id: string) => id.slice('int64:'.length);

/** Writes a backup as milvus-backup does: the logs first, and the meta last, which says that it is whole. */
export async function writeSample(to: Connection, sample: Sample): Promise<void> {
  const ids = new Ids();
  const objects: string[] = [];
  const collections = sample.collections.map((one) => collectionMeta(one, ids, objects));
  const prefix = `${to.projectId}/${sample.clusterId}/${sample.name}`;
  const body = Buffer.alloc(logSize, 'refloat');
  const write = async () => {
    for (let key = objects.pop(); key !== undefined; key = objects.pop()) {
      await putObject(to, to.backupBucket, `${prefix}/${key}`, body);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const databases = [...new Set(sample.collections.map(({ db }) => db))];
  const meta = {
    id: '0b6f2d9c-6a52-4b63-9a0c-5d7a3e1f2c4b',
    state_code: 0,
    name: sample.name,
    collection_backups: collections,
    size: collections.reduce((sum, { size }) => sum + size, 0),
    milvus_version: 'v2.6.0',
    rbac_meta: {
      users: [{ user: 'ana', password: '$2a$10$OA5xZVMBmHBq3sfJRV9V0Hm90EB1HlERz8BRg21b0WxG22HLk6cJ.', roles: [{ name: 'reader' }] }],
      roles: [{ name: 'reader' }],
      grants: [
        {
          role: { name: 'reader' },
          object: { name: 'Collection' },
          object_name: '*',
          grantor: { user: { name: 'root' }, privilege: { name: 'Search' } },
          db_name: 'default',
        },
      ],
      privilege_groups: [],
    },
    database_backups: databases.map((db_name, index) => ({ db_name, db_id: index + 1 })),
  };
  await putObject(to, to.backupBucket, `${prefix}/meta/full_meta.json`, json(meta));
}

function collectionMeta(one: SampleCollection, ids: Ids, objects: string[]) {
  const collectionId = ids.id();
  const partitionId = ids.id();
  const segments = Array.from({ length: one.segments }, () => segmentMeta(collectionId, partitionId, ids, objects));
  const size = segments.reduce((sum, segment) => sum + segment.size, 0);
  const channel = `by-dev-rootcoord-dml_0_${plain(collectionId)}v0`;
  return {
    id: `sample-${one.name}`,
    collection_id: collectionId,
    db_name: one.db,
    collection_name: one.name,
    schema: {
      name: one.name,
      fields: [
        { fieldID: 100, name: 'id', is_primary_key: true, data_type: 5 },
        { fieldID: 101, name: 'embedding', data_type: 101, type_params: [{ key: 'dim', value: '4' }] },
      ],
    },
    shards_num: 1,
    consistency_level: 2,
    partition_backups: [
      {
        partition_id: partitionId,
        partition_name: '_default',
        collection_id: collectionId,
        segment_backups: segments,
        size,
        load_state: one.loaded ? 'Loaded' : 'NotLoad',
      },
    ],
    backup_timestamp: 'int64:463267634872320000',
    size,
    has_index: true,
    index_infos: [
      {
        field_name: 'embedding',
        index_name: 'embedding_idx',
        index_type: 'HNSW',
        params: { index_type: 'HNSW', metric_type: 'COSINE', params: '{"M":16,"efConstruction":200}' },
        index_id: ids.id(),
      },
    ],
    load_state: one.loaded ? 'Loaded' : 'NotLoad',
    channel_checkpoints: { [channel]: 'CAAQABgAIAA=' },
    virtual_channel_names: [channel],
    physical_channel_names: ['by-dev-rootcoord-dml_0'],
  };
}

function segmentMeta(collectionId: string, partitionId: string, ids: Ids, objects: string[]) {
  const segmentId = ids.id();
  const place = [collectionId, partitionId, segmentId].map(plain).join('/');
  const binlogs = fields.map((field) => {
    const logId = ids.id();
    objects.push(`binlogs/insert_log/${place}/${plain(segmentId)}/${field}/${plain(logId)}`);
    return {
      ...(field === 0 ? {} : { fieldID: field }),
      binlogs: [{ log_path: `files/insert_log/${place}/${field}/${plain(logId)}`, log_size: logSize, log_id: logId }],
    };
  });
  return {
    segment_id: segmentId,
    collection_id: collectionId,
    partition_id: partitionId,
    num_of_rows: rowsOfSegment,
    binlogs,
    deltalogs: [],
    size: fields.length * logSize,
    group_id: segmentId,
    v_channel: `by-dev-rootcoord-dml_0_${plain(collectionId)}v0`,
    storage_version: 1,
  };
}
