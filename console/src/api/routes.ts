import type { Client } from './client';
import type {
  ApiKey,
  Body,
  Cluster,
  DryRun,
  Project,
  Query,
  RestoreClusterData,
  RestoreClusterRequest,
  RestoreCollectionData,
  RestoreCollectionRequest,
} from './types';

const largestPage = 100;

/** The routes of the API, each by one method. */
export class Api {
  constructor(private readonly client: Client) {}

  projects = (signal?: AbortSignal): Promise<Project[]> => this.client.get<'listProjects'>('/v2/projects', undefined, signal);

  createProject = (body: Body<'createProject'>, key: string) =>
    this.client.post<'createProject'>('/v2/projects', body, key);

  backups = (query: Query<'listBackups'>, signal?: AbortSignal) =>
    this.client.get<'listBackups'>('/v2/backups', query, signal);

  backup = (clusterId: string, backupId: string, check: boolean, signal?: AbortSignal) =>
    this.client.get<'describeBackup'>(backupPath(clusterId, backupId), check ? { check } : {}, signal);

  /** A dry run. What it would do is in the answer, or in the job once that is SUCCESSFUL. */
  planCluster = (from: BackupAddress, body: RestoreClusterRequest, key: string) =>
    this.client.post<'restoreCluster'>(`${backupPath(from.clusterId, from.backupId)}/restoreCluster`, body, key, {
      query: { dryRun: true },
    }) as Promise<DryRun>;

  restoreCluster = (from: BackupAddress, body: RestoreClusterRequest, key: string) =>
    this.client.post<'restoreCluster'>(
      `${backupPath(from.clusterId, from.backupId)}/restoreCluster`,
      body,
      key,
    ) as Promise<RestoreClusterData>;

  planCollections = (from: BackupAddress, body: RestoreCollectionRequest, key: string) =>
    this.client.post<'restoreCollection'>(`${backupPath(from.clusterId, from.backupId)}/restoreCollection`, body, key, {
      query: { dryRun: true },
    }) as Promise<DryRun>;

  restoreCollections = (from: BackupAddress, body: RestoreCollectionRequest, key: string) =>
    this.client.post<'restoreCollection'>(
      `${backupPath(from.clusterId, from.backupId)}/restoreCollection`,
      body,
      key,
    ) as Promise<RestoreCollectionData>;

  jobs = (query: Query<'listJobs'>, signal?: AbortSignal) => this.client.get<'listJobs'>('/v2/jobs', query, signal);

  job = (jobId: string, signal?: AbortSignal) =>
    this.client.get<'describeJob'>(`/v2/jobs/${encodeURIComponent(jobId)}`, undefined, signal);

  jobEvents = (jobId: string, query: Query<'listJobEvents'>, signal?: AbortSignal) =>
    this.client.get<'listJobEvents'>(`/v2/jobs/${encodeURIComponent(jobId)}/events`, query, signal);

  cancelJob = (jobId: string, key: string) =>
    this.client.post<'cancelJob'>(`/v2/jobs/${encodeURIComponent(jobId)}/cancel`, {}, key);

  retryJob = (jobId: string, key: string) =>
    this.client.post<'retryJob'>(`/v2/jobs/${encodeURIComponent(jobId)}/retry`, {}, key);

  clusters = (query: Query<'listClusters'>, signal?: AbortSignal) =>
    this.client.get<'listClusters'>('/v2/clusters', query, signal);

  /** The newest clusters, up to `limit`: the list knows no filter. */
  allClusters = async (limit: number, signal?: AbortSignal): Promise<Cluster[]> => {
    const clusters: Cluster[] = [];
    for (let currentPage = 1; clusters.length < limit; currentPage++) {
      const page = await this.clusters({ pageSize: largestPage, currentPage }, signal);
      clusters.push(...page.clusters);
      if (page.clusters.length < largestPage) {
        break;
      }
    }
    return clusters.slice(0, limit);
  };

  cluster = (clusterId: string, signal?: AbortSignal) =>
    this.client.get<'describeCluster'>(clusterPath(clusterId), undefined, signal);

  catalogue = (clusterId: string, signal?: AbortSignal) =>
    this.client.get<'listCollections'>(`${clusterPath(clusterId)}/collections`, undefined, signal);

  rbac = (clusterId: string, signal?: AbortSignal) =>
    this.client.get<'describeRbac'>(`${clusterPath(clusterId)}/rbac`, undefined, signal);

  dropCluster = (clusterId: string) => this.client.delete<'dropCluster'>(`${clusterPath(clusterId)}/drop`);

  triggers = (query: Query<'listRestoreTriggers'>, signal?: AbortSignal) =>
    this.client.get<'listRestoreTriggers'>('/v2/restoreTriggers', query, signal);

  trigger = (triggerId: string, signal?: AbortSignal) =>
    this.client.get<'describeRestoreTrigger'>(`/v2/restoreTriggers/${encodeURIComponent(triggerId)}`, undefined, signal);

  createTrigger = (body: Body<'createRestoreTrigger'>, key: string) =>
    this.client.post<'createRestoreTrigger'>('/v2/restoreTriggers', body, key);

  deleteTrigger = (triggerId: string) =>
    this.client.delete<'deleteRestoreTrigger'>(`/v2/restoreTriggers/${encodeURIComponent(triggerId)}`);

  drills = (query: Query<'listDrills'>, signal?: AbortSignal) =>
    this.client.get<'listDrills'>('/v2/drills', query, signal);

  apiKeys = (query: Query<'listApiKeys'>, signal?: AbortSignal) =>
    this.client.get<'listApiKeys'>('/v2/api-keys', query, signal);

  createApiKey = (body: Body<'createApiKey'>, key: string) =>
    this.client.post<'createApiKey'>('/v2/api-keys', body, key);

  revokeApiKey = (apiKeyId: string) =>
    this.client.delete<'revokeApiKey'>(`/v2/api-keys/${encodeURIComponent(apiKeyId)}`);

  roles = (query: Query<'listRoles'>, signal?: AbortSignal) => this.client.get<'listRoles'>('/v2/roles', query, signal);

  createRole = (body: Body<'createRole'>, key: string) => this.client.post<'createRole'>('/v2/roles', body, key);

  deleteRole = (roleId: string) => this.client.delete<'deleteRole'>(`/v2/roles/${encodeURIComponent(roleId)}`);

  /**
   * The key that begins with `prefix`, which is all that tells a caller which of the listed keys is its own. Of several
   * the one used last: it was used just now, by this call. Null where none of the newest `limit` is it.
   */
  ownKey = async (prefix: string, limit = 1_000, signal?: AbortSignal): Promise<ApiKey | null> => {
    const found: ApiKey[] = [];
    for (let currentPage = 1; (currentPage - 1) * largestPage < limit; currentPage++) {
      const page = await this.apiKeys({ pageSize: largestPage, currentPage }, signal);
      found.push(...page.apiKeys.filter((key) => key.prefix === prefix && key.status === 'ACTIVE'));
      if (page.apiKeys.length < largestPage) {
        break;
      }
    }
    found.sort((a, b) => (b.lastUsedTime ?? '').localeCompare(a.lastUsedTime ?? ''));
    return found[0] ?? null;
  };
}

export interface BackupAddress {
  /** The cluster that was backed up. */
  readonly clusterId: string;
  readonly backupId: string;
}

function clusterPath(clusterId: string): string {
  return `/v2/clusters/${encodeURIComponent(clusterId)}`;
}

function backupPath(clusterId: string, backupId: string): string {
  return `${clusterPath(clusterId)}/backups/${encodeURIComponent(backupId)}`;
}
