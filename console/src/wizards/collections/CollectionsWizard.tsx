import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';

import type { BackupDetail, RestoreCollectionData, RestoreCollectionRequest } from '../../api/types';
import { paths } from '../../components/links';
import { useNotify } from '../../flash/Flash';
import { useApi } from '../../session/Session';
import { RestoreWizard } from '../RestoreWizard';
import { useRestoreWizard } from '../useRestoreWizard';
import { collectionRequest, initialChoices, type CollectionChoices } from './choices';
import { ChosenCollections } from './ChosenCollections';
import { CollectionTree } from './CollectionTree';
import { DestinationStep } from './DestinationStep';
import { countChosen, problemsOf } from './selection';

export function CollectionsWizard({ backup }: { readonly backup: BackupDetail }) {
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const wizard = useRestoreWizard<CollectionChoices, RestoreCollectionRequest, RestoreCollectionData>({
    name: 'collections',
    backup,
    initial: initialChoices,
    requestOf: useCallback((choices: CollectionChoices) => collectionRequest(choices, backup), [backup]),
    problemOf: (step, { selection, destClusterId }) => {
      if (step !== 0) {
        return destClusterId === '' ? 'Choose the cluster to restore into.' : null;
      }
      return countChosen(selection) === 0
        ? 'Choose a collection at least.'
        : ([...problemsOf(selection, backup.dbCollections).values()][0] ?? null);
    },
    plan: (request, key) => api.planCollections(backup, request, key),
    restore: (request, key) => api.restoreCollections(backup, request, key),
    onStarted: ({ jobId }) => {
      notify({ type: 'success', content: `The restore has started as job ${jobId}.` });
      void navigate(paths.job(jobId));
    },
  });
  const { choices, choose } = wizard;
  const problems = useMemo(() => problemsOf(choices.selection, backup.dbCollections), [choices.selection, backup]);
  return (
    <RestoreWizard
      backup={backup}
      of={wizard}
      steps={[
        {
          title: 'Collections',
          description: `Choose what is restored of backup ${backup.backupName}, and under which names.`,
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
          content: <DestinationStep backup={backup} choices={choices} choose={choose} />,
        },
      ]}
      chosen={<ChosenCollections backup={backup} choices={choices} onEdit={wizard.goTo} />}
    />
  );
}
