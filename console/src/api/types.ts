import type { components, operations } from './schema.gen';

type Schemas = components['schemas'];

export type Operation = keyof operations;

/** What an operation answers in `data`. */
export type Answer<O extends Operation> = operations[O] extends {
  responses: { 200: { content: { 'application/json': { data: infer D } } } };
}
  ? D
  : never;

/** What an operation takes as its body. */
export type Body<O extends Operation> = operations[O] extends {
  requestBody?: { content: { 'application/json': infer B } };
}
  ? B
  : never;

/** What an operation takes in the query. */
export type Query<O extends Operation> = operations[O] extends { parameters: { query?: infer Q } }
  ? NonNullable<Q>
  : never;

export type ApiKey = Schemas['ApiKey'];
export type ApiKeyGrant = Schemas['ApiKeyGrant'];
export type ApiKeyGrantRequest = Schemas['ApiKeyGrantRequest'];
export type Backup = Schemas['Backup'];
export type BackupCheck = Schemas['BackupCheck'];
export type BackupCollection = Schemas['BackupCollection'];
export type BackupDatabase = Schemas['BackupDatabase'];
export type BackupDetail = Schemas['BackupDetail'];
export type Catalogue = Schemas['Catalogue'];
export type Cluster = Schemas['Cluster'];
export type ClusterDetail = Schemas['ClusterDetail'];
export type Collection = Schemas['Collection'];
export type CreateApiKeyRequest = Schemas['CreateApiKeyRequest'];
export type CreateRestoreTriggerRequest = Schemas['CreateRestoreTriggerRequest'];
export type CreateRoleRequest = Schemas['CreateRoleRequest'];
export type Drill = Schemas['Drill'];
export type DryRun = Schemas['DryRun'];
export type EstimatedCost = Schemas['EstimatedCost'];
export type Finding = Schemas['Finding'];
export type Firing = Schemas['Firing'];
export type Job = Schemas['Job'];
export type JobCollection = Schemas['JobCollection'];
export type JobEvent = Schemas['JobEvent'];
export type JobStatus = Schemas['JobStatus'];
export type JobType = Schemas['JobType'];
export type Plan = NonNullable<Schemas['Plan']>;
export type PlanCollection = Schemas['PlanCollection'];
export type Policy = Schemas['Policy'];
export type PolicyRequest = Schemas['PolicyRequest'];
export type Project = Schemas['Project'];
export type Rbac = Schemas['Rbac'];
export type RestoreClusterData = Schemas['RestoreClusterData'];
export type RestoreClusterRequest = Schemas['RestoreClusterRequest'];
export type RestoreCollectionData = Schemas['RestoreCollectionData'];
export type RestoreCollectionRequest = Schemas['RestoreCollectionRequest'];
export type RestoreTrigger = Schemas['RestoreTrigger'];
export type RestoreTriggerMade = Schemas['RestoreTriggerMade'];
export type Role = Schemas['Role'];
export type VersionPolicy = Schemas['VersionPolicy'];

export type ConflictPolicy = NonNullable<RestoreCollectionRequest['conflictPolicy']>;
export type RbacConflict = NonNullable<Schemas['RbacConflict']>;
export type Verify = NonNullable<Schemas['Verify']>;
export type LoadState = Schemas['LoadState'];
export type CuSize = Schemas['CuSize'];
