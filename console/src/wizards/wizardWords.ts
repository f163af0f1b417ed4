import type { WizardProps } from '@cloudscape-design/components/wizard';

import type { RbacConflict } from '../api/types';

export const wizardWords: WizardProps.I18nStrings = {
  stepNumberLabel: (step) => `Step ${step}`,
  collapsedStepsLabel: (step, steps) => `Step ${step} of ${steps}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Leave',
  previousButton: 'Previous',
  nextButton: 'Next',
  optional: 'optional',
};

/** What becomes of users and roles that exist, as the review has it. */
export const rbacConflictWords: Readonly<Record<RbacConflict, string>> = {
  FAIL: 'fails where they exist',
  SKIP: 'those that exist stay',
  RECREATE: 'those that exist are replaced',
};
