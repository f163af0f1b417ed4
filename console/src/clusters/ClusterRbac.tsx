import SpaceBetween from '@cloudscape-design/components/space-between';

import type { Rbac } from '../api/types';
import { Loaded } from '../components/Loaded';
import { LocalTable } from '../components/LocalTable';
import { count } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';

type User = Rbac['users'][number];
type Role = Rbac['roles'][number];

/** Who may do what in a cluster, as restores have brought it. */
export function ClusterRbac({ clusterId }: { readonly clusterId: string }) {
  const api = useApi();
  const rbac = usePolled(`rbac ${clusterId}`, (signal) => api.rbac(clusterId, signal));
  return (
    <Loaded of={rbac} what="users and roles">
      {({ users, roles }) => (
        <SpaceBetween size="l">
          <LocalTable<User>
            title="Users"
            items={users}
            trackBy={(user) => user.userName}
            searched={(user) => `${user.userName} ${user.roles.join(' ')}`}
            empty="The cluster has no user."
            columns={userColumns}
          />
          <LocalTable<Role>
            title="Roles"
            items={roles}
            trackBy={(role) => role.roleName}
            searched={(role) => role.roleName}
            empty="No restore has brought a role."
            columns={roleColumns}
          />
        </SpaceBetween>
      )}
    </Loaded>
  );
}

const userColumns = [
  { id: 'name', header: 'User', cell: (user: User) => user.userName, sortingField: 'userName', isRowHeader: true },
  { id: 'roles', header: 'Roles', cell: (user: User) => user.roles.join(', ') || 'None' },
];

const roleColumns = [
  { id: 'name', header: 'Role', cell: (role: Role) => role.roleName, sortingField: 'roleName', isRowHeader: true },
  { id: 'builtIn', header: 'Origin', cell: (role: Role) => (role.builtIn ? 'Built in' : 'Of the backup') },
  { id: 'grants', header: 'Grants', cell: (role: Role) => count(role.grants.length) },
];
