import type { CreateRoleRequest, PolicyRequest } from '../api/types';

type ResourceType = PolicyRequest['resourceType'];

/** What a role can allow, by the type of what it is about. */
export const privileges = {
  backup: ['view', 'manage'],
  serving_cluster: ['create', 'view', 'modify', 'delete'],
} as const satisfies Record<ResourceType, readonly string[]>;

export const resourceNames: Readonly<Record<ResourceType, string>> = {
  backup: 'Backups',
  serving_cluster: 'Clusters',
};

export interface RoleForm {
  readonly roleName: string;
  /** Empty for a role of the organization. */
  readonly projectId: string;
  readonly description: string;
  /** What is allowed, as in `backup:view`. */
  readonly allowed: readonly string[];
  readonly resources: Readonly<Record<ResourceType, string>>;
}

export const emptyRole: RoleForm = {
  roleName: '',
  projectId: '',
  description: '',
  allowed: [],
  resources: { backup: '', serving_cluster: '' },
};

const roleNamePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const types = Object.keys(privileges) as ResourceType[];

function ids(text: string): string[] {
  return text.split(/[\s,]+/).filter((id) => id !== '');
}

export function roleProblems(form: RoleForm): Partial<Record<'roleName' | 'allowed', string>> {
  const barred = form.allowed.includes('serving_cluster:create') && ids(form.resources.serving_cluster).length > 0;
  return {
    ...(roleNamePattern.test(form.roleName)
      ? {}
      : { roleName: 'A letter, then letters, digits, hyphens and underscores; 64 at most.' }),
    ...(form.allowed.length === 0 ? { allowed: 'Choose what the role allows.' } : {}),
    ...(barred ? { allowed: 'A cluster that is yet to be made has no id: to create, leave the ids of clusters empty.' } : {}),
  };
}

/** The request for a form without problems: a policy for each type of which something is allowed. */
export function roleRequest(form: RoleForm): CreateRoleRequest {
  const policies = types.flatMap((resourceType) => {
    const allowed = privileges[resourceType].filter((privilege) => form.allowed.includes(`${resourceType}:${privilege}`));
    const resources = ids(form.resources[resourceType]);
    return allowed.length === 0 ? [] : [{ resourceType, privileges: allowed, ...(resources.length > 0 ? { resources } : {}) }];
  });
  return {
    ...(form.projectId === '' ? {} : { projectId: form.projectId }),
    roleName: form.roleName,
    ...(form.description === '' ? {} : { description: form.description }),
    policies,
  };
}
