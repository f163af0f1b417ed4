import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { Policy, Role } from '../api/types';
import { Age } from '../components/Age';
import { Confirm } from '../components/Confirm';
import { Empty } from '../components/Empty';
import { ServerTable } from '../components/ServerTable';
import { useNotify } from '../flash/Flash';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName } from '../session/Session';

const pageSize = 20;

export function RoleTable() {
  const api = useApi();
  const notify = useNotify();
  const projectName = useProjectName();
  const [page, setPage] = useState(1);
  const [deleting, setDeleting] = useState<Role | null>(null);
  const roles = usePolled(`roles ${page}`, async (signal) => {
    const read = await api.roles({ pageSize, currentPage: page }, signal);
    return { count: read.count, items: read.roles };
  });
  return (
    <>
      <ServerTable<Role>
        title="Roles"
        nested
        of={roles}
        columns={columnsWith(projectName, setDeleting)}
        trackBy={(role) => role.roleId}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        empty={<Empty title="No custom roles">Admin, Read-Write and Read-Only are in every project without being made.</Empty>}
      />
      {deleting !== null && (
        <Confirm
          title={`Delete role ${deleting.roleName}?`}
          action="Delete"
          typed={deleting.roleName}
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await api.deleteRole(deleting.roleId);
            notify({ type: 'success', content: `Role ${deleting.roleName} was deleted.` });
            roles.refresh();
          }}
        >
          Keys that were made with it lose what it allowed, from the next call on.
        </Confirm>
      )}
    </>
  );
}

function policyWords({ resourceType, privileges, resources }: Policy): string {
  const what = privileges.map((privilege) => `${resourceType}:${privilege}`).join(', ');
  return resources.length === 0 ? what : `${what} on ${resources.join(', ')}`;
}

function columnsWith(
  projectName: (projectId: string) => string,
  remove: (role: Role) => void,
): TableProps.ColumnDefinition<Role>[] {
  return [
    { id: 'name', header: 'Name', cell: (role) => role.roleName, isRowHeader: true, minWidth: 140 },
    {
      id: 'project',
      header: 'Project',
      cell: (role) => (role.projectId === null ? 'The organization' : projectName(role.projectId)),
      minWidth: 130,
    },
    { id: 'policies', header: 'What it allows', cell: (role) => role.policies.map(policyWords).join('; '), minWidth: 200 },
    { id: 'description', header: 'What it is for', cell: (role) => role.description || '–', minWidth: 150 },
    { id: 'made', header: 'Made', cell: (role) => <Age time={role.createTime} />, minWidth: 120 },
    {
      id: 'delete',
      header: 'Actions',
      cell: (role) => (
        <Button variant="inline-link" ariaLabel={`Delete role ${role.roleName}`} onClick={() => remove(role)}>
          Delete
        </Button>
      ),
      minWidth: 90,
    },
  ];
}
