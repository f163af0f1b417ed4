import type { ApiKey } from '../api/types';

/** What can be told of a key without asking. A custom role is known only to those who may grant it. */
export type Permission = 'yes' | 'no' | 'perhaps';

const builtInRoles: ReadonlySet<string> = new Set(['Admin', 'Read-Write', 'Read-Only']);

/** Whether the key may restore into the project, and drop its clusters. The service decides; this spares a detour. */
export function mayChange(key: ApiKey | null, projectId: string): Permission {
  if (key === null) {
    return 'perhaps';
  }
  if (key.orgRole === 'Owner') {
    return 'yes';
  }
  const grants = key.projects.filter((grant) => grant.projectId === projectId);
  if (grants.some((grant) => grant.role === 'Admin')) {
    return 'yes';
  }
  return grants.some((grant) => !builtInRoles.has(grant.role)) ? 'perhaps' : 'no';
}

/** Whether the key may change something in any project. */
export function mayChangeAny(key: ApiKey | null): Permission {
  if (key === null) {
    return 'perhaps';
  }
  if (key.orgRole === 'Owner') {
    return 'yes';
  }
  const permissions = key.projects.map((grant) => mayChange(key, grant.projectId));
  return permissions.find((permission) => permission !== 'no') ?? 'no';
}

/** Whether the key may make keys and roles: an owner anywhere, an admin in the projects that it is admin of. */
export function mayGrant(key: ApiKey | null): boolean {
  return isOwner(key) || (key?.projects ?? []).some((grant) => grant.role === 'Admin');
}

export function isOwner(key: ApiKey | null): boolean {
  return key?.orgRole === 'Owner';
}

/** Why a button is disabled; null where it is not. */
export function whyNot(permission: Permission): string | null {
  return permission === 'no' ? 'Your key may look at this project and not change it. An admin of the project may.' : null;
}
