import type { BackupDetail, RestoreClusterData, RestoreClusterRequest } from '../../api/types';
import { usePolled } from '../../polling/usePolled';
import { useApi } from '../../session/Session';
import { clusterNameProblem } from '../names';
import { RestoreWizard } from '../RestoreWizard';
import { useRestoreWizard } from '../useRestoreWizard';
import { clusterRequest, initialChoices, type ClusterChoices } from './choices';
import { ChosenCluster } from './ChosenCluster';
import { ClusterStep } from './ClusterStep';
import { ContentStep } from './ContentStep';
import { StartedCluster } from './StartedCluster';

const mostClusters = 1_000;

export function ClusterWizard({ backup }: { readonly backup: BackupDetail }) {
  const api = useApi();
  const namesIn = useUsedNames();
  const nameProblem = ({ clusterName, projectId }: ClusterChoices) => clusterNameProblem(clusterName, namesIn(projectId));
  const wizard = useRestoreWizard<ClusterChoices, RestoreClusterRequest, RestoreClusterData>({
    name: 'cluster',
    backup,
    initial: () => initialChoices(backup),
    requestOf: clusterRequest,
    problemOf: (step, choices) => {
      if (step !== 0) {
        return null;
      }
      return choices.projectId === '' ? 'Choose a project.' : nameProblem(choices);
    },
    plan: (request, key) => api.planCluster(backup, request, key),
    restore: (request, key) => api.restoreCluster(backup, request, key),
  });
  const { choices, choose, complaint, restore } = wizard;

  if (restore.result !== null) {
    return <StartedCluster started={restore.result} name={choices.clusterName} />;
  }
  const entered = complaint !== null || choices.clusterName !== '';
  return (
    <RestoreWizard
      backup={backup}
      of={wizard}
      steps={[
        {
          title: 'New cluster',
          description: `What is restored from backup ${backup.backupName} becomes a cluster of its own.`,
          content: <ClusterStep choices={choices} choose={choose} nameProblem={entered ? nameProblem(choices) : null} />,
        },
        {
          title: 'What is restored',
          content: <ContentStep backup={backup} choices={choices} choose={choose} />,
        },
      ]}
      chosen={<ChosenCluster backup={backup} choices={choices} onEdit={wizard.goTo} />}
    />
  );
}

/** Names of a project's clusters. Where they cannot be read none is known, and the service refuses a name in use. */
function useUsedNames(): (projectId: string) => ReadonlySet<string> {
  const api = useApi();
  const { data } = usePolled('names of clusters', (signal) => api.allClusters(mostClusters, signal));
  return (projectId) =>
    new Set((data ?? []).filter((cluster) => cluster.projectId === projectId).map(({ clusterName }) => clusterName));
}
