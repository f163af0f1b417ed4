import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import type { Choice } from '../components/filters';

const mostClusters = 500;

/** The newest clusters to choose from. Where they cannot be read there is nothing to choose, and the list is whole. */
export function useClusterChoices(): readonly Choice[] {
  const api = useApi();
  const { data } = usePolled('cluster choices', (signal) => api.allClusters(mostClusters, signal));
  return (data ?? []).map(({ clusterId, clusterName }) => ({ value: clusterId, label: `${clusterName} (${clusterId})` }));
}
