import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';

import type { ApiKey } from '../api/types';
import { Age, Time } from '../components/Age';
import { Confirm } from '../components/Confirm';
import { Empty } from '../components/Empty';
import { ServerTable } from '../components/ServerTable';
import { Status } from '../components/Status';
import { useNotify } from '../flash/Flash';
import { usePolled } from '../polling/usePolled';
import { useApi, useProjectName, useWho } from '../session/Session';

const pageSize = 20;

export function KeyTable() {
  const api = useApi();
  const projectName = useProjectName();
  const { data } = useWho();
  const [page, setPage] = useState(1);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = usePolled(`keys ${page}`, async (signal) => {
    const read = await api.apiKeys({ pageSize, currentPage: page }, signal);
    return { count: read.count, items: read.apiKeys };
  });
  return (
    <>
      <ServerTable<ApiKey>
        title="Keys"
        nested
        of={keys}
        columns={columnsWith(projectName, data?.key?.apiKeyId ?? '', setRevoking)}
        trackBy={(key) => key.apiKeyId}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        empty={<Empty title="No keys" />}
      />
      {revoking !== null && (
        <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} onRevoked={keys.refresh} />
      )}
    </>
  );
}

interface RevokeKeyProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

function RevokeKey({ apiKey, onClose, onRevoked }: RevokeKeyProps) {
  const api = useApi();
  const notify = useNotify();
  return (
    <Confirm
      title={`Revoke key ${apiKey.name}?`}
      action="Revoke"
      typed={apiKey.name}
      onClose={onClose}
      onConfirm={async () => {
        await api.revokeApiKey(apiKey.apiKeyId);
        notify({ type: 'success', content: `Key ${apiKey.name} was revoked.` });
        onRevoked();
      }}
    >
      It can do nothing from the next call on, for ever. Jobs that it started go on.
    </Confirm>
  );
}

function columnsWith(
  projectName: (projectId: string) => string,
  ownId: string,
  revoke: (key: ApiKey) => void,
): TableProps.ColumnDefinition<ApiKey>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (key) => (
        <>
          {key.name}
          {key.apiKeyId === ownId && ' (yours)'}
          <Box variant="small" display="block">
            {key.prefix}…
          </Box>
        </>
      ),
      isRowHeader: true,
      minWidth: 150,
    },
    { id: 'role', header: 'In the organization', cell: (key) => key.orgRole, minWidth: 130 },
    {
      id: 'projects',
      header: 'In projects',
      cell: (key) => key.projects.map(({ projectId, role }) => `${projectName(projectId)}: ${role}`).join('; ') || '–',
      minWidth: 170,
    },
    { id: 'status', header: 'Status', cell: (key) => <Status state={key.status} />, minWidth: 110 },
    { id: 'used', header: 'Used', cell: (key) => (key.lastUsedTime === null ? 'Never' : <Age time={key.lastUsedTime} />), minWidth: 120 },
    { id: 'ends', header: 'Ends', cell: (key) => (key.expireTime === null ? 'Never' : <Time time={key.expireTime} />), minWidth: 160 },
    {
      id: 'revoke',
      header: 'Actions',
      cell: (key) => (
        <Button
          variant="inline-link"
          ariaLabel={`Revoke key ${key.name}`}
          disabled={key.status !== 'ACTIVE'}
          onClick={() => revoke(key)}
        >
          Revoke
        </Button>
      ),
      minWidth: 100,
    },
  ];
}
