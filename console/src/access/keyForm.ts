import type { ApiKeyGrantRequest, CreateApiKeyRequest, Role } from '../api/types';

export interface GrantForm {
  readonly projectId: string;
  readonly role: string;
  /** Ids of clusters, with commas or spaces between them; empty for all. */
  readonly clusters: string;
}

export interface KeyForm {
  readonly name: string;
  readonly description: string;
  readonly orgRole: CreateApiKeyRequest['orgRole'];
  readonly grants: readonly GrantForm[];
  /** Days until it ends; empty for never. */
  readonly days: string;
}

export const emptyKey: KeyForm = {
  name: '',
  description: '',
  orgRole: 'Member',
  grants: [{ projectId: '', role: 'Read-Only', clusters: '' }],
  days: '90',
};

const builtInRoles = ['Admin', 'Read-Write', 'Read-Only'] as const;
const longestName = 64;
const mostDays = 36_500;
const millisecondsOfDay = 86_400_000;
const clusterIdPattern = /^in[0-9]{2}-[0-9a-z]{4,40}$/;

/** Names of the roles that a key can be given in a project. */
export function rolesFor(projectId: string, roles: readonly Role[]): string[] {
  const custom = roles.filter((role) => role.projectId === null || role.projectId === projectId);
  return [...builtInRoles, ...custom.map(({ roleName }) => roleName)];
}

export function clusterIds(text: string): string[] {
  return text.split(/[\s,]+/).filter((id) => id !== '');
}

export function keyProblems(form: KeyForm): Partial<Record<'name' | 'days' | 'grants', string>> {
  const name = form.name.trim();
  return {
    ...(name === '' || name.length > longestName ? { name: `1 to ${longestName} characters.` } : {}),
    ...(form.days !== '' && !isDays(form.days) ? { days: `A whole number from 1 to ${mostDays}, or nothing for never.` } : {}),
    ...(form.orgRole === 'Member' ? grantsProblem(form.grants) : {}),
  };
}

function isDays(text: string): boolean {
  return /^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= mostDays;
}

function grantsProblem(grants: readonly GrantForm[]): { grants?: string } {
  if (grants.some(({ projectId }) => projectId === '')) {
    return { grants: 'Choose a project in each line, or remove the line.' };
  }
  if (new Set(grants.map(({ projectId }) => projectId)).size < grants.length) {
    return { grants: 'Name each project once.' };
  }
  const wrong = grants.flatMap(({ clusters }) => clusterIds(clusters)).find((id) => !clusterIdPattern.test(id));
  return wrong === undefined ? {} : { grants: `${wrong} is no id of a cluster.` };
}

/** The request for a form without problems. */
export function keyRequest(form: KeyForm, now: number): CreateApiKeyRequest {
  return {
    name: form.name.trim(),
    ...(form.description === '' ? {} : { description: form.description }),
    orgRole: form.orgRole,
    ...(form.orgRole === 'Member' && form.grants.length > 0 ? { projects: form.grants.map(grant) } : {}),
    ...(form.days === '' ? {} : { expireTime: end(Number(form.days), now) }),
  };
}

function grant({ projectId, role, clusters }: GrantForm): ApiKeyGrantRequest {
  const ids = clusterIds(clusters);
  return ids.length === 0 ? { projectId, role, allCluster: true } : { projectId, role, clusterIds: ids };
}

/** Whole minutes, so that sending the form again within the minute is the same request. */
function end(days: number, now: number): string {
  const minute = 60_000;
  return new Date(Math.floor((now + days * millisecondsOfDay) / minute) * minute).toISOString();
}
