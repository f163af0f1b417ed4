import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard, { type WizardProps } from '@cloudscape-design/components/wizard';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';

import type { BackupDetail, RestoreCollectionData } from '../../api/types';
import { ErrorNotice } from '../../components/ErrorNotice';
import { paths } from '../../components/links';
import { useNotify } from '../../flash/Flash';
import { useApi } from '../../session/Session';
import { LostAnswer } from '../Lost';
import { planHindrance } from '../planHindrance';
import { PlanReview } from '../PlanReview';
import { useDraft } from '../useDraft';
import { isPlanning, usePlan } from '../usePlan';
import { useRestore } from '../useRestore';
import { wizardWords } from '../wizardWords';
import { collectionRequest, initialChoices, type CollectionChoices } from './choices';
import { ChosenCollections } from './ChosenCollections';
import { CollectionTree } from './CollectionTree';
import { DestinationStep } from './DestinationStep';
import { countChosen, problemsOf } from './selection';

const reviewStep = 2;

export function CollectionsWizard({ backup }: { readonly backup: BackupDetail }) {
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const { draft, update, choose, discard } = useDraft<CollectionChoices>('collections', backup.backupId, initialChoices);
  const { choices } = draft;
  const [complaint, setComplaint] = useState<string | null>(null);
  const problems = useMemo(() => problemsOf(choices.selection, backup.dbCollections), [choices.selection, backup]);

  const request = useMemo(() => collectionRequest(choices, backup), [choices, backup]);
  const plan = usePlan({
    active: draft.step === reviewStep,
    body: JSON.stringify(request),
    order: draft.plan,
    save: (order) => update({ plan: order }),
    ask: (key) => api.planCollections(backup, request, key),
  });
  const restore = useRestore<RestoreCollectionData>({
    order: draft.restore,
    save: (order) => update({ restore: order }),
    send: (body, key) => api.restoreCollections(backup, JSON.parse(body) as typeof request, key),
    onStarted: ({ jobId }) => {
      discard();
      notify({ type: 'success', content: `The restore has started as job ${jobId}.` });
      void navigate(paths.job(jobId));
    },
  });

  const problemOf = (step: number): string | null => {
    switch (step) {
      case 0:
        return countChosen(choices.selection) === 0
          ? 'Choose a collection at least.'
          : ([...problems.values()][0] ?? null);
      case 1:
        return choices.destClusterId === '' ? 'Choose the cluster to restore into.' : null;
      default:
        return planHindrance(plan);
    }
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
      title: 'Collections',
      description: `Choose what is restored of backup ${backup.backupName}, and under which names.`,
      errorText: complaint,
      content: (
        <CollectionTree
          databases={backup.dbCollections}
          selection={choices.selection}
          problems={problems}
          onChange={(selection) => choose({ selection })}
        />
      ),
    },
    {
      title: 'Destination',
      errorText: complaint,
      content: <DestinationStep backup={backup} choices={choices} choose={choose} />,
    },
    {
      title: 'Review',
      description: 'This is what the restore would do. Nothing has been restored yet.',
      errorText: complaint,
      content: (
        <SpaceBetween size="l">
          {draft.restore !== null && restore.error === null && !restore.busy && <LostAnswer />}
          {restore.error !== null && <ErrorNotice error={restore.error} />}
          <ChosenCollections backup={backup} choices={choices} onEdit={goTo} />
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
