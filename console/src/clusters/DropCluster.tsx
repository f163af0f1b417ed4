import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { ClusterDetail } from '../api/types';
import { Confirm } from '../components/Confirm';
import { useNotify } from '../flash/Flash';
import { mayChange, whyNot } from '../session/permissions';
import { useApi, useWho } from '../session/Session';

export function DropCluster({ cluster, onDropped }: { readonly cluster: ClusterDetail; readonly onDropped: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const { data } = useWho();
  const [asked, setAsked] = useState(false);
  const going = cluster.status === 'DELETING' || cluster.status === 'DELETED';
  const reason = going ? 'It is being dropped.' : whyNot(mayChange(data?.key ?? null, cluster.projectId));
  return (
    <>
      <Button {...(reason === null ? {} : { disabled: true, disabledReason: reason })} onClick={() => setAsked(true)}>
        Drop
      </Button>
      {asked && (
        <Confirm
          title={`Drop cluster ${cluster.clusterName}?`}
          action="Drop cluster"
          typed={cluster.clusterName}
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            const { prompt } = await api.dropCluster(cluster.clusterId);
            notify({ type: 'info', content: prompt });
            onDropped();
          }}
        >
          Its files, its catalogue, its users and roles are removed, which cannot be undone. Backups that were made of
          it stay.
        </Confirm>
      )}
    </>
  );
}
