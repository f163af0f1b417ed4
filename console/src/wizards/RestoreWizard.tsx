import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard, { type WizardProps } from '@cloudscape-design/components/wizard';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

import type { BackupDetail } from '../api/types';
import { ErrorNotice } from '../components/ErrorNotice';
import { paths } from '../components/links';
import { LostAnswer } from './Lost';
import { PlanReview } from './PlanReview';
import type { RestoreWizardState } from './useRestoreWizard';
import { wizardWords } from './wizardWords';

interface RestoreWizardProps<C, R> {
  readonly backup: BackupDetail;
  readonly of: RestoreWizardState<C, R>;
  /** Those in which something is chosen. */
  readonly steps: readonly WizardProps.Step[];
  /** What was chosen, as the review shows it. */
  readonly chosen: ReactNode;
}

/** The steps of a restore, and behind them the review with its dry run. */
export function RestoreWizard<C, R>({ backup, of, steps, chosen }: RestoreWizardProps<C, R>) {
  const navigate = useNavigate();
  const review: WizardProps.Step = {
    title: 'Review',
    description: 'This is what the restore would do. Nothing has been restored yet.',
    content: (
      <SpaceBetween size="l">
        {of.lost && <LostAnswer />}
        {of.restore.error !== null && <ErrorNotice error={of.restore.error} />}
        {chosen}
        <PlanReview plan={of.plan} />
      </SpaceBetween>
    ),
  };
  return (
    <Wizard
      steps={[...steps, review].map((step) => ({ ...step, errorText: of.complaint }))}
      activeStepIndex={of.step}
      i18nStrings={wizardWords}
      submitButtonText="Restore"
      isLoadingNextStep={of.busy}
      onNavigate={({ detail }) => of.goTo(detail.requestedStepIndex)}
      onCancel={() => void navigate(paths.backup(backup.clusterId, backup.backupId))}
      onSubmit={of.submit}
    />
  );
}
