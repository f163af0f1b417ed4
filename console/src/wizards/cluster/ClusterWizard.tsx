import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard, { type WizardProps } from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import type { BackupDetail, RestoreClusterData } from '../../api/types';
import { ErrorNotice } from '../../components/ErrorNotice';
import { paths } from '../../components/links';
import { usePolled } from '../../polling/usePolled';
import { useApi } from '../../session/Session';
import { LostAnswer } from '../Lost';
import { clusterNameProblem } from '../names';
import { PlanReview } from '../PlanReview';
import { planHindrance } from '../planHindrance';
import { useDraft } from '../useDraft';
import { isPlanning, usePlan } from '../usePlan';
import { useRestore } from '../useRestore';
import { wizardWords } from '../wizardWords';
import { clusterRequest, initialChoices, type ClusterChoices } from './choices';
import { ChosenCluster } from './ChosenCluster';
import { ClusterStep } from './ClusterStep';
import { ContentStep } from './ContentStep';
import { StartedCluster } from './StartedCluster';

const mostClusters = 1_000;
const reviewStep = 2;

export function ClusterWizard({ backup }: { readonly backup: BackupDetail }) {
  const api = useApi();
  const navigate = useNavigate();
  const { draft, update, choose, discard } = useDraft<ClusterChoices>('cluster', backup.backupId, () =>
    initialChoices(backup),
  );
  const { choices } = draft;
  const [complaint, setComplaint] = useState<string | null>(null);
  const used = useUsedNames(choices.projectId);
  const nameProblem = clusterNameProblem(choices.clusterName, used);

  const request = clusterRequest(choices);
  const plan = usePlan({
    active: draft.step === reviewStep,
    body: JSON.stringify(request),
    order: draft.plan,
    save: (order) => update({ plan: order }),
    ask: (key) => api.planCluster(backup, request, key),
  });
  const restore = useRestore<RestoreClusterData>({
    order: draft.restore,
    save: (order) => update({ restore: order }),
    send: (body, key) => api.restoreCluster(backup, JSON.parse(body) as typeof request, key),
    onStarted: discard,
  });

  if (restore.result !== null) {
    return <StartedCluster started={restore.result} name={choices.clusterName} />;
  }

  const problemOf = (step: number): string | null => {
    if (step === 0) {
      return choices.projectId === '' ? 'Choose a project.' : nameProblem;
    }
    return step === reviewStep ? planHindrance(plan) : null;
  };

  const goTo = (step: number) => {
    const problem = step > draft.step ? problemOf(draft.step) : null;
    setComplaint(problem);
    if (problem === null) {
      update({ step });
    }
  };

  const submit = () => {
    const problem = problemOf(reviewStep);
    setComplaint(problem);
    if (problem === null) {
      void restore.start(JSON.stringify({ ...request, planId: plan.planId }));
    }
  };

  const steps: WizardProps.Step[] = [
    {
      title: 'New cluster',
      description: `What is restored from backup ${backup.backupName} becomes a cluster of its own.`,
      errorText: complaint,
      content: (
        <ClusterStep choices={choices} choose={choose} nameProblem={complaint !== null || choices.clusterName !== '' ? nameProblem : null} />
      ),
    },
    {
      title: 'What is restored',
      errorText: complaint,
      content: <ContentStep backup={backup} choices={choices} choose={choose} />,
    },
    {
      title: 'Review',
      description: 'This is what the restore would do. Nothing has been restored yet.',
      errorText: complaint,
      content: (
        <SpaceBetween size="l">
          {draft.restore !== null && restore.error === null && !restore.busy && <LostAnswer />}
          {restore.error !== null && <ErrorNotice error={restore.error} />}
          <ChosenCluster backup={backup} choices={choices} onEdit={goTo} />
          <PlanReview plan={plan} />
        </SpaceBetween>
      ),
    },
  ];
  return (
    <Wizard
      steps={steps}
      activeStepIndex={draft.step}
      i18nStrings={wizardWords}
      submitButtonText="Restore"
      isLoadingNextStep={restore.busy || (draft.step === reviewStep && isPlanning(plan))}
      onNavigate={({ detail }) => goTo(detail.requestedStepIndex)}
      onCancel={() => void navigate(paths.backup(backup.clusterId, backup.backupId))}
      onSubmit={submit}
    />
  );
}

/** Names of the project's clusters. Where they cannot be read none is known, and the service refuses a name in use. */
function useUsedNames(projectId: string): ReadonlySet<string> {
  const api = useApi();
  const { data } = usePolled('names of clusters', (signal) => api.allClusters(mostClusters, signal));
  const names = (data ?? []).filter((cluster) => cluster.projectId === projectId).map(({ clusterName }) => clusterName);
  return new Set(names);
}
